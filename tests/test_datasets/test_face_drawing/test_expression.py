import numpy as np
import pytest

from mlcr_mm.datasets.face_drawing.expression import (
    AU_NAMES,
    AUS,
    VISIBLE,
    labels_from_intensities,
    sample_intensities,
)


@pytest.fixture(scope='module')
def intensities():
    rng = np.random.default_rng(0)
    return np.stack([sample_intensities(rng) for _ in range(3000)])


@pytest.fixture(scope='module')
def labels(intensities):
    return labels_from_intensities(intensities)


def test_no_intensity_that_a_person_could_not_judge(intensities):
    assert intensities.dtype == np.float32 and intensities.shape[1] == len(AUS) == len(AU_NAMES)
    active = intensities[intensities > 0]
    assert active.min() >= np.float32(VISIBLE) and active.max() <= 1
    closed = intensities[:, AUS.index('AU43')]
    assert closed[closed > 0].min() >= 0.79  # half-closed lids are no AU43


def test_label_rule(intensities, labels):
    np.testing.assert_array_equal(labels, (intensities > 0).astype(np.float32))
    assert labels_from_intensities(np.array([0, 0.1, VISIBLE, 1])).tolist() == [0, 0, 1, 1]


def test_every_au_is_present_in_10_to_46_percent(labels):
    assert labels.mean(0).min() >= 0.10 and labels.mean(0).max() <= 0.46
    assert 0.04 < (labels.sum(1) == 0).mean() < 0.3


def test_aus_occur_together_as_in_expressions(labels):
    relation = np.corrcoef(labels.T)
    for first, second in (('AU6', 'AU12'), ('AU1', 'AU2'), ('AU1', 'AU5'), ('AU25', 'AU26'),
                          ('AU4', 'AU17'), ('AU4', 'AU9'), ('AU1', 'AU20')):
        assert relation[AUS.index(first), AUS.index(second)] > 0.1, (first, second)
    for first, second in (('AU4', 'AU12'), ('AU5', 'AU43'), ('AU12', 'AU20'), ('AU1', 'AU6')):
        assert relation[AUS.index(first), AUS.index(second)] < -0.1, (first, second)


def test_impossible_pairs_and_dropped_jaw(labels):
    column = dict(zip(AUS, labels.T))
    assert not (column['AU43'] * column['AU5']).any()
    assert not (column['AU12'] * column['AU20']).any()
    assert (column['AU25'] >= column['AU26']).all()
