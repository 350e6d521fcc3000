import numpy as np
import pytest
from sklearn.metrics import f1_score

from mlcr_mm.evaluation.f1 import count_decisions, f1_from_counts


@pytest.mark.parametrize('unknown', [0, .3])
def test_equals_scikit_learn_on_known_labels(rng, random_labels, unknown):
    labels = random_labels(200, 5, unknown=unknown).numpy()
    decisions = rng.random(labels.shape) < .4
    actual = f1_from_counts(count_decisions(decisions, labels))
    for c in range(5):
        known = labels[:, c] != -1
        expected = f1_score(labels[known, c], decisions[known, c])
        assert actual[c] == pytest.approx(100 * expected)


def test_no_positive_is_no_f1_and_no_hit_is_zero():
    labels = np.array([[0, 1, -1], [0, 1, -1]])
    decisions = np.array([[True, False, True], [False, False, True]])
    f1 = f1_from_counts(count_decisions(decisions, labels))
    assert np.isnan(f1[0]) and f1[1] == 0 and np.isnan(f1[2])
