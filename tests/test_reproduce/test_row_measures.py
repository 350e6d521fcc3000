import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score

from mlcr_mm.evaluation.scores import Scores
from mlcr_mm.reproduce.row_measures import f1_by_label, measures, row_decisions


@pytest.fixture
def make_scores(rng):
    """A test on 80 images; AU5 has no positive."""

    def make(num_views):
        labels = rng.integers(0, 2, (80, 3)).astype(np.int8)
        labels[rng.random(labels.shape) < .1] = -1
        labels[:, 2] = np.minimum(labels[:, 2], 0)
        arrays = rng.random((2, 1 + num_views, 80, 3)).astype(np.float32)
        return Scores(np.array([str(index) for index in range(80)]),
                      np.array(['AU1', 'AU2', 'AU5']), labels, *arrays)

    return make


def slow(measure, labels, views):
    """Mean over the views of a measure of scikit-learn, in percent, per label but AU5."""
    known = [labels[:, label] >= 0 for label in range(2)]
    return np.mean([[100 * measure(labels[known[label], label], view[known[label], label])
                     for label in range(2)] for view in views], axis=0)


@pytest.mark.parametrize('ensemble', [False, True])
def test_equal_scikit_learn(make_scores, ensemble):
    scores = make_scores(2)
    views, raw = (array[:1] if ensemble else array[1:]
                  for array in (scores.scores, scores.uncalibrated))
    f1 = f1_by_label(scores, ensemble)
    assert list(f1) == ['AU1', 'AU2']
    assert list(f1.values()) == pytest.approx(slow(f1_score, scores.labels, views >= .5))
    assert measures(scores, ensemble) == pytest.approx(dict(
        uncalibrated=slow(f1_score, scores.labels, raw >= .5).mean(),
        map=slow(average_precision_score, scores.labels, views).mean()))


def test_one_network_has_one_decision(make_scores):
    scores = make_scores(0)
    for ensemble in (False, True):
        assert row_decisions(scores, ensemble).shape == (1, 80, 3)


def test_a_test_of_an_older_version(make_scores):
    scores = make_scores(2)._replace(uncalibrated=None)
    assert measures(scores, False)['uncalibrated'] == pytest.approx(
        np.mean(list(f1_by_label(scores, False).values())))
