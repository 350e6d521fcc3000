import numpy as np
import pytest

from mlcr_mm.subjects import within_subject_whitening


def made(rng, num_subjects=40, each=50):
    """Persons differ in axis 0 by 1; images of one differ in axis 1 by 2, otherwise by 0.5."""
    persons = np.repeat(rng.normal(size=(num_subjects, 1)) * [1, 0, 0, 0], each, axis=0)
    images = rng.normal(size=(num_subjects * each, 4)) * [.5, 2, .5, .5]
    return persons + images, np.repeat(np.arange(num_subjects), each)


def test_images_of_one_subject_differ_equally_in_all_directions(rng):
    descriptors, subjects = made(rng)
    whitened = descriptors @ within_subject_whitening(descriptors, subjects)
    rest = np.concatenate([part - part.mean(axis=0) for part in
                           (whitened[subjects == subject] for subject in range(40))])
    covariance = rest.T @ rest / len(rest)
    np.testing.assert_allclose(covariance, np.eye(4), atol=.1)
    # What tells persons apart now counts more than what does not.
    spread = np.stack([whitened[subjects == subject].mean(axis=0) for subject in range(40)]).std(0)
    assert spread[0] > 5 * spread[1:].max()


def test_subjects_with_one_image_teach_nothing(rng):
    descriptors, subjects = made(rng, 6, 5)
    more = np.concatenate([descriptors, rng.normal(size=(3, 4)) * 100])
    np.testing.assert_allclose(
        within_subject_whitening(more, np.append(subjects, [90, 91, 92])),
        within_subject_whitening(descriptors, subjects))


def test_subjects_that_teach_nothing_at_all(rng):
    with pytest.raises(ValueError, match='no known subject has two images'):
        within_subject_whitening(rng.normal(size=(3, 4)), np.arange(3))
    with pytest.raises(ValueError, match='copies of each other'):
        within_subject_whitening(np.ones((4, 3)), np.array([0, 0, 1, 1]))
