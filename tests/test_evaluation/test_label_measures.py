import numpy as np
import pytest

from mlcr_mm.evaluation.label_measures import measure_label
from mlcr_mm.evaluation.view_inconsistency import view_inconsistency


def test_two_views(rng):
    scores, labels = rng.random((3, 90, 1)), rng.integers(-1, 2, (90, 1))
    measures = measure_label(scores, scores, labels)
    assert measures.f1.shape == measures.average_precision.shape == (3,)
    np.testing.assert_array_equal(measures.raw_f1, measures.f1[1:])
    assert measures.positives == (labels == 1).sum() and measures.known == (labels != -1).sum()
    assert 100 * measures.differing / measures.known == pytest.approx(
        view_inconsistency(scores[1:], labels)[1])


def test_uncalibrated_scores_or_their_decisions(rng):
    scores, raw = rng.random((2, 1, 90, 1))
    labels = rng.integers(-1, 2, (90, 1))
    measures = measure_label(scores, raw, labels)
    assert measures.differing == 0 and measures.raw_f1 != measures.f1
    assert measure_label(scores, raw >= .5, labels) == measures
    assert measure_label(raw, raw, labels).f1 == measures.raw_f1


def test_no_positive():
    measures = measure_label(np.full((1, 2, 1), .7), np.full((1, 2, 1), .7), np.array([[0], [-1]]))
    assert np.isnan(measures.f1) and np.isnan(measures.average_precision)
    assert (measures.positives, measures.known) == (0, 1)
