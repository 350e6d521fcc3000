import numpy as np
import pytest
import torch
from reference import adjacency

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


def test_normalization_scales_by_row_sums(rng):
    matrix = rng.random((4, 4))
    scale = np.diag(matrix.sum(axis=1)**-.5)
    np.testing.assert_allclose(normalize_adjacency(torch.tensor(matrix)), scale @ matrix @ scale)
