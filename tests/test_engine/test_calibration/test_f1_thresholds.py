import numpy as np
import pytest
from sklearn.metrics import f1_score

from mlcr_mm.engine.calibration import f1_thresholds


@pytest.mark.parametrize('decimals', [6, 0])  # 0: many equal logits
def test_no_other_threshold_has_a_greater_f1(rng, decimals):
    labels = (rng.random((90, 4)) < [.1, .3, .5, .9]).astype(np.float32)
    logits = np.round(rng.normal(-2, 2, (90, 4)) + 2 * labels, decimals)
    labels[rng.random(labels.shape) < .2] = -1
    for threshold, values, codes in zip(f1_thresholds(logits, labels), logits.T, labels.T):
        known = codes != -1
        values, present = values[known], codes[known] == 1
        best = max(f1_score(present, values >= cut) for cut in values)
        assert f1_score(present, values >= threshold) == pytest.approx(best)


def test_lies_in_the_middle_of_a_gap():
    logits = np.array([[-4.], [2.], [-6.], [np.nan]])
    assert f1_thresholds(logits, np.array([[0], [1], [0], [1]])) == [-1.]


def test_all_present_accepts_all():
    logits = np.array([[-4.], [2.]])
    assert f1_thresholds(logits, np.array([[1], [1]])) == [-4.]


def test_label_without_a_known_positive_has_none():
    assert np.isnan(f1_thresholds(np.ones((3, 2)), np.array([[0, -1]] * 3))).all()
