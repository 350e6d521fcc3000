import math

import numpy as np
import pytest

from mlcr_mm.engine.targets import share_thresholds
from mlcr_mm.labels import label_shares


def slow_threshold(values, share):
    """Half-way between the two sorted values around the place of the quantile."""
    values = sorted(float(value) for value in values if not math.isnan(value))
    place = round((len(values) - 1) * (1 - share), 9)
    return (values[math.floor(place)] + values[math.ceil(place)]) / 2


@pytest.fixture
def labels(rng):
    labels = (rng.random((203, 4)) < [.05, .26, .5, .9]).astype(np.float32)
    labels[rng.random(labels.shape) < .3] = -1
    return labels


@pytest.mark.parametrize('num_images', [1, 7, 100, 1001])
def test_thresholds_equal_the_slow_quantile(labels, rng, num_images):
    logits = rng.normal(-1, 3, (num_images, 4)).astype(np.float32)
    expected = [slow_threshold(column, share)
                for column, share in zip(logits.T, label_shares(labels))]
    np.testing.assert_allclose(share_thresholds(logits, labels), expected, rtol=1e-6)


def test_share_above_is_the_labels_share_within_one_image(labels, rng):
    logits = rng.normal(-2, 1, (777, 4))
    above = (logits >= share_thresholds(logits, labels)).mean(axis=0)
    assert (np.abs(above - label_shares(labels)) <= 1 / 777).all()


def test_learned_images_are_parted_in_the_middle_of_the_gap():
    labels = np.array([[1], [0], [0], [0], [0]])
    logits = np.array([[6.], [-8.], [-5.], [-4.], [-9.]])
    assert share_thresholds(logits, labels) == [1.]  # between -4 and 6


def test_nothing_known_or_readable():
    logits = np.array([[1., 2.], [3., 4.], [np.nan, np.nan]])
    thresholds = share_thresholds(logits, np.array([[1., -1.], [0., -1.]]))
    assert thresholds[0] == 2. and np.isnan(thresholds[1])
    assert np.isnan(share_thresholds(logits[2:], np.array([[1., 0.]]))).all()
