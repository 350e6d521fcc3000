import pickle

import numpy as np
import pytest
import torch
from reference import adjacency, normalized_adjacency

from mlcr_mm.models.graph import adjacency_from_labels, load_adjacency, normalize_adjacency


def test_equals_reference(random_labels):
    labels = random_labels(60, 6)
    labels[:, 1] = labels[:, 0]  # a strong link
    np.testing.assert_allclose(adjacency_from_labels(labels), adjacency(labels.numpy()), atol=1e-6)


def test_fits_the_covariance_form_of_the_paper(rng):
    # FORMATS.md section 7: with all labels known, 2 P - 1 is cov(i, j) / var(j).
    labels = (rng.random((500, 4)) < [.2, .5, .3, .4]).astype(float)
    labels[:, 2] = np.where(rng.random(500) < .7, labels[:, 0], labels[:, 2])
    covariance = np.cov(labels.T, bias=True)
    expected = np.abs(covariance / np.diag(covariance)[None, :])
    np.testing.assert_allclose(adjacency_from_labels(torch.tensor(labels)), expected, atol=1e-6)


def test_unlabelled_images_change_nothing(random_labels):
    labels = random_labels(40, 5)
    more = torch.cat([labels, torch.full((30, 5), -1.)])
    assert torch.equal(adjacency_from_labels(labels), adjacency_from_labels(more))


def test_label_that_is_never_known_has_no_link(random_labels):
    labels = random_labels(40, 3)
    labels[:, 2] = -1
    matrix = adjacency_from_labels(labels)
    assert matrix[2].tolist() == [0, 0, 1] and matrix[:, 2].tolist() == [0, 0, 1]


def test_nothing_known_is_an_error():
    with pytest.raises(ValueError, match='every label is unknown'):
        adjacency_from_labels(torch.full((3, 2), -1))


@pytest.mark.parametrize('suffix', ['npy', 'csv', 'txt'])
def test_load_from_file(tmp_path, suffix):
    matrix, path = np.array([[1, .25], [.5, 1]]), str(tmp_path / f'a.{suffix}')
    if suffix == 'npy':
        np.save(path, matrix)
    else:
        np.savetxt(path, matrix, delimiter=',' if suffix == 'csv' else ' ')
    np.testing.assert_allclose(load_adjacency(path, 2), matrix)


def test_load_refuses_bad_matrices(tmp_path):
    with pytest.raises(FileNotFoundError, match='missing.npy'):
        load_adjacency(str(tmp_path / 'missing.npy'), 2)
    with pytest.raises(ValueError, match='one row and column per label'):
        load_adjacency(np.eye(3), 2)
    with pytest.raises(ValueError, match='>= 0'):
        load_adjacency([[1, -.5], [.5, 1]], 2)
    np.save(tmp_path / 'objects.npy', np.array([[1, None]]))  # a pickle
    with pytest.raises(ValueError, match='objects.npy holds no matrix'):
        load_adjacency(str(tmp_path / 'objects.npy'), 2)


# Asymmetric as matrices of Eq. (8) are: a frequent label tells less of a rare one than it of it.
LINKS = [[1, .6, 0, .1], [.1, 1, .05, .7], [.2, .4, 1, 0], [0, .1, .3, 1]]


@pytest.mark.parametrize('normalize', [None, 'symmetric', 'released'])
def test_normalization_equals_reference(normalize):
    actual = normalize_adjacency(torch.tensor(LINKS).double(), normalize)
    np.testing.assert_allclose(actual, normalized_adjacency(LINKS, normalize), rtol=1e-6)


def test_released_normalization_is_the_product_of_the_released_code():
    matrix = np.array(LINKS)
    scale = np.diag(matrix.sum(axis=1)**-.5)
    expected = (matrix @ scale).T @ scale
    actual = normalize_adjacency(torch.tensor(matrix), 'released').numpy()
    np.testing.assert_allclose(actual, expected)
    symmetric = normalize_adjacency(torch.tensor(matrix), 'symmetric').numpy()
    assert np.linalg.norm(actual - symmetric) > .4 * np.linalg.norm(symmetric)


def test_the_normalizations_agree_on_a_symmetric_matrix():
    matrix = torch.tensor(LINKS) + torch.tensor(LINKS).T
    torch.testing.assert_close(normalize_adjacency(matrix, 'released'),
                               normalize_adjacency(matrix, 'symmetric'))


@pytest.mark.parametrize('normalize', [True, False, 'paper', 0])
def test_other_normalizations_are_refused(normalize):
    with pytest.raises(ValueError, match="model.head.normalize.*'released', 'symmetric' or None"):
        normalize_adjacency(torch.eye(2), normalize)


@pytest.mark.parametrize('name, content', [
    ('a.npy', b''), ('a.npy', b'\x93NUMPY\x01\x00v\x00{'), ('a.npy', pickle.dumps([1])),
    ('a.csv', b'1,0\n0,x\n'), ('a.csv', b'1,0\n0\n'), ('a.csv', b''), ('a.txt', b'\xff\xfe\x00')])
def test_files_without_a_matrix_are_refused_by_name(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ValueError, match=f'adjacency file .*{name} holds no matrix of numbers'):
        load_adjacency(str(path), 2)


def test_complex_numbers_are_no_adjacency(tmp_path):
    np.save(tmp_path / 'a.npy', np.full((2, 2), 1 + 1j))
    with pytest.raises(ValueError, match='complex128'):
        load_adjacency(str(tmp_path / 'a.npy'), 2)


def test_one_label(tmp_path):
    (tmp_path / 'a.csv').write_text('1\n')
    assert load_adjacency(str(tmp_path / 'a.csv'), 1).tolist() == [[1]]
