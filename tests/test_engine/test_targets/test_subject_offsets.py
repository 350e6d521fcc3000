import numpy as np
import pytest
from scipy.stats import f_oneway

from mlcr_mm.engine.targets import num_comparable_subjects, remove_subject_offsets


@pytest.fixture
def subjects(rng):
    """Twelve subjects with eight images each, in a random order."""
    return rng.permutation(np.repeat(np.arange(12), 8))


def groups(values, subjects):
    return [values[subjects == subject] for subject in np.unique(subjects)]


def test_with_equal_numbers_the_factor_is_that_of_the_analysis_of_variance(rng, subjects):
    logits = rng.normal(size=(96, 3)) + rng.normal(size=(12, 3))[subjects]
    moved = remove_subject_offsets(logits, subjects)
    for label in range(3):
        values = logits[:, label]
        shrinkage = 1 - 1 / f_oneway(*groups(values, subjects)).statistic
        for subject in range(12):
            offset = shrinkage * (values[subjects == subject].mean() - values.mean())
            np.testing.assert_allclose(moved[subjects == subject, label],
                                       values[subjects == subject] - offset, rtol=1e-5, atol=1e-6)


def test_with_unequal_numbers_as_loops_say(rng):
    subjects = np.repeat([4, 0, 9, 2], [1, 2, 5, 9])
    values = rng.normal(size=17) + np.repeat([3., -1, 0, 1], [1, 2, 5, 9])
    members = groups(values, subjects)
    total, within, between = values.mean(), 0., 0.
    for group in members:
        within += sum((value - group.mean())**2 for value in group) / (17 - 4)
        between += len(group) * (group.mean() - total)**2 / (4 - 1)
    size = (17 - sum(len(group)**2 for group in members) / 17) / (4 - 1)
    variance = max((between - within) / size, 0)
    assert variance > 0
    moved = remove_subject_offsets(values[:, None], subjects)[:, 0]
    for subject, group in zip(np.unique(subjects), members):
        offset = variance / (variance + within / len(group)) * (group.mean() - total)
        np.testing.assert_allclose(moved[subjects == subject], group - offset, rtol=1e-5)


def test_brings_offset_logits_nearer_to_those_without(rng, subjects):
    true = rng.normal(scale=3, size=(96, 50))
    offsets = rng.normal(size=(12, 50))
    moved = remove_subject_offsets(true + offsets[subjects], subjects)
    before, after = offsets.std(), (moved - true).std()
    assert after < 0.95 * before


def test_logits_without_offsets_hardly_move(rng, subjects):
    logits = rng.normal(size=(96, 200))
    assert np.abs(remove_subject_offsets(logits, subjects) - logits).mean() < 0.1
    # A label that is rarer in each subject than chance would have it: F is below 1.
    equal = np.tile([-1., 1.], 48)[np.argsort(np.argsort(subjects, kind='stable'))][:, None]
    np.testing.assert_array_equal(remove_subject_offsets(equal, subjects), equal)


def test_images_without_a_subject_or_a_prediction_stay_and_count_for_nothing(rng, subjects):
    logits = rng.normal(size=(96, 3)) + rng.normal(size=(12, 3))[subjects]
    more = np.concatenate([[[9., 9, 9]], logits, [[np.nan] * 3]])
    moved = remove_subject_offsets(more, np.concatenate([[-1], subjects, [3]]))
    np.testing.assert_array_equal(moved[0], [9, 9, 9])
    assert np.isnan(moved[-1]).all()
    np.testing.assert_array_equal(moved[1:-1], remove_subject_offsets(logits, subjects))


@pytest.mark.parametrize('subjects', [[-1, -1, -1], [0, 1, 2], [0, 0, 0], [-1, 1, 1], []])
def test_offsets_that_cannot_be_told_are_left(subjects, rng):
    subjects = np.array(subjects, int)
    logits = rng.normal(size=(len(subjects), 2)).astype(np.float32)
    assert num_comparable_subjects(subjects) == 0
    np.testing.assert_array_equal(remove_subject_offsets(logits, subjects), logits)


def test_equal_logits_stay():
    logits = np.ones((4, 2), np.float32)
    np.testing.assert_array_equal(remove_subject_offsets(logits, np.array([0, 0, 1, 1])), logits)


def test_number_of_subjects():
    assert num_comparable_subjects(np.array([0, 5, 5, -1])) == 2
