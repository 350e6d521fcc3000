import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score

from mlcr_mm.evaluation.scores import Scores
from mlcr_mm.reproduce.measures import MEASURES, measured_arrays, per_label


@pytest.fixture
def make_scores(rng):
    """A test of 80 images, a label of which has no positive."""

    def make(num_views):
        labels = rng.integers(0, 2, (80, 3)).astype(np.int8)
        labels[rng.random(labels.shape) < .1] = -1
        labels[:, 2] = np.minimum(labels[:, 2], 0)
        scores, raw = rng.random((2, 1 + num_views, 80, 3)).astype(np.float32)
        return Scores(np.arange(80).astype(str), np.array(['AU1', 'AU2', 'AU5']), labels, scores,
                      raw)

    return make


def slow(function, views, labels):
    """The mean over the views, with scikit-learn, of the two labels that have positives."""
    return [100 * np.mean([function(labels[labels[:, c] >= 0, c], view[labels[:, c] >= 0, c])
                           for view in views]) for c in (0, 1)]


@pytest.mark.parametrize('num_views', [0, 2])
def test_each_measure_is_scikit_learn_s(make_scores, num_views):
    scores, other = make_scores(num_views), make_scores(0)
    ensemble = other._replace(labels=scores.labels)
    own = slice(1, None) if num_views else slice(1)
    f1, precision = f1_score, average_precision_score
    expected = dict(
        f1=slow(f1, scores.scores[own] >= .5, scores.labels),
        f1_uncalibrated=slow(f1, scores.uncalibrated[own] >= .5, scores.labels),
        f1_ensemble=slow(f1, ensemble.scores >= .5, scores.labels),
        map=slow(precision, scores.scores[own], scores.labels),
        map_ensemble=slow(precision, ensemble.scores, scores.labels))
    arrays = measured_arrays(scores, ensemble)
    assert set(arrays) == set(MEASURES) == set(expected)
    for name, array in arrays.items():
        values = per_label(array, scores.labels)
        assert values[:2].tolist() == pytest.approx(expected[name]) and np.isnan(values[2])


def test_without_a_second_network_there_is_no_ensemble(make_scores):
    assert set(measured_arrays(make_scores(0), None)) == {'f1', 'f1_uncalibrated', 'map'}
