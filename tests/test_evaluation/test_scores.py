import numpy as np
import pytest

from mlcr_mm.evaluation.scores import Scores, read_scores, write_scores

ONE = Scores(*map(np.array, (['a'], ['AU1'], [[1]], [[[.5]]], [[[.25]]])))


def test_is_read_back(tmp_path):
    write_scores(tmp_path / 'new' / 'scores.npz', ONE)
    assert [path.name for path in (tmp_path / 'new').iterdir()] == ['scores.npz']
    for wrote, read in zip(ONE, read_scores(tmp_path / 'new' / 'scores.npz')):
        np.testing.assert_array_equal(wrote, read)


def test_a_test_set_is_images_labels_and_classes():
    assert ONE.test_set == ONE._replace(scores=np.zeros((3, 1, 1))).test_set
    for change in (dict(images=np.array(['b'])), dict(labels=np.array([[0]])),
                   dict(classes=np.array(['AU2']))):
        assert ONE._replace(**change).test_set != ONE.test_set


def test_damaged_file_is_named(tmp_path):
    path = tmp_path / 'scores.npz'
    write_scores(path, ONE)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(ValueError, match='scores.npz'):
        read_scores(path)


def test_older_files_have_no_uncalibrated_scores(tmp_path):
    path = tmp_path / 'scores.npz'
    with open(path, 'wb') as file:
        np.savez_compressed(file, **{name: array for name, array in ONE._asdict().items()
                                     if name != 'uncalibrated'})
    old = read_scores(path)
    assert old.uncalibrated is None
    np.testing.assert_array_equal(old.raw, ONE.scores)
    np.testing.assert_array_equal(ONE.raw, ONE.uncalibrated)
    write_scores(path, old)
    assert read_scores(path).uncalibrated is None


@pytest.mark.parametrize('uncalibrated', [[[[.5], [.5]]], [[[np.nan]]]])
def test_uncalibrated_scores_that_do_not_fit_are_refused(tmp_path, uncalibrated):
    write_scores(tmp_path / 'scores.npz', ONE._replace(uncalibrated=np.array(uncalibrated)))
    with pytest.raises(ValueError, match='scores'):
        read_scores(tmp_path / 'scores.npz')
