import math

import numpy as np
import pytest

from mlcr_mm.engine.targets.soft_targets import match_label_shares, mean_probability_logits


def test_mean_of_probabilities_not_of_logits(rng):
    logits = rng.normal(scale=3, size=(2, 50, 4)).astype(np.float32)
    expected = np.empty((50, 4))
    for image, label in np.ndindex(50, 4):
        p = sum(1 / (1 + math.exp(-view[image, label])) for view in logits) / 2
        expected[image, label] = math.log(p / (1 - p))
    np.testing.assert_allclose(mean_probability_logits(logits), expected, rtol=1e-5, atol=1e-6)


def test_certain_views_give_finite_targets():
    logits = np.array([[[2000., -2000.]], [[2000., -2000.]]], np.float32)
    targets = mean_probability_logits(logits)
    assert np.isfinite(targets).all() and np.sign(targets).tolist() == [[1, -1]]


@pytest.fixture
def logits(rng):
    return rng.normal(loc=[-3, 0, 2], size=(1000, 3)).astype(np.float32)


def test_each_label_is_present_as_often_as_among_known_labels(logits, rng):
    labels = (rng.random((400, 3)) < [.1, .5, .3]).astype(np.float32)
    labels[rng.random((400, 3)) < .2] = -1
    matched = match_label_shares(logits, labels)
    shares = [column[column >= 0].mean() for column in labels.T]
    np.testing.assert_allclose((matched > 0).mean(axis=0), shares, atol=1e-3)
    # A shift: the order of the images and their distances stay.
    np.testing.assert_allclose(matched - matched[0], logits - logits[0], atol=1e-5)
    assert matched.dtype == np.float32


def test_unreadable_images_stay_nan_and_do_not_count(logits):
    labels = np.array([[1, 1, 0], [0, 0, 1]], np.float32)
    broken = np.concatenate([logits, np.full((3000, 3), np.nan, np.float32)])
    matched = match_label_shares(broken, labels)
    np.testing.assert_array_equal(matched[:1000], match_label_shares(logits, labels))
    assert np.isnan(matched[1000:]).all()
    assert np.isnan(match_label_shares(broken[1000:], labels)).all()


@pytest.mark.parametrize('value', [0, 1])
def test_a_label_that_is_never_or_always_present_is_left_as_it_is(rng, value):
    logits = rng.normal(-6, .5, (50, 2)).astype(np.float32)
    labels = np.column_stack([np.full(20, value), np.arange(20) % 2]).astype(np.int8)
    matched = match_label_shares(logits, labels)
    np.testing.assert_array_equal(matched[:, 0], logits[:, 0])
    assert (matched[:, 1] > 0).mean() == .5
