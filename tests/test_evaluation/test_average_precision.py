import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from mlcr_mm.evaluation.average_precision import average_precision


def slow_average_precision(scores, labels):
    """Sum over the thresholds of precision times the recall gained, from the definition."""
    total, recall_before = 0., 0.
    for threshold in sorted(set(scores), reverse=True):
        said = scores >= threshold
        hits = sum(said[i] and labels[i] == 1 for i in range(len(labels)))
        recall = hits / sum(label == 1 for label in labels)
        total += hits / said.sum() * (recall - recall_before)
        recall_before = recall
    return 100 * total


@pytest.mark.parametrize('unknown', [0, .3])
def test_equals_the_definition_on_known_labels_with_ties(rng, random_labels, unknown):
    labels = random_labels(80, 4, unknown=unknown).numpy()
    scores = rng.integers(0, 12, labels.shape) / 12
    actual = average_precision(scores, labels)
    for c in range(4):
        known = labels[:, c] != -1
        assert actual[c] == pytest.approx(
            slow_average_precision(scores[known, c], labels[known, c]))


@pytest.mark.parametrize('dtype', [np.float16, np.float32, np.float64])
@pytest.mark.parametrize('levels', [3, 10**6])
def test_equals_scikit_learn_to_the_last_digits(rng, dtype, levels):
    labels = rng.integers(-1, 2, (3000, 3)).astype(np.int8)
    scores = (rng.integers(0, levels, labels.shape) / levels).astype(dtype)
    scores[0] = -0.
    for c, actual in enumerate(average_precision(scores, labels)):
        known = labels[:, c] != -1
        expected = average_precision_score(labels[known, c], scores[known, c])
        assert actual == pytest.approx(100 * expected, rel=1e-12)


def test_a_shift_changes_nothing(rng, random_labels):
    labels, logits = random_labels(80, 4).numpy(), rng.normal(size=(80, 4))
    shifted, raw = (1 / (1 + np.exp(-(logits - shift))) for shift in (2, 0))
    np.testing.assert_allclose(average_precision(shifted, labels), average_precision(raw, labels))


def test_logits_are_refused():
    with pytest.raises(ValueError, match='probabilities'):
        average_precision(np.array([[-1.], [.5]]), np.array([[1], [0]]))


def test_no_positive_is_no_precision():
    labels = np.array([[0, 1, -1], [0, 0, -1]])
    actual = average_precision(np.array([[.1, .2, .3], [.4, .1, .6]]), labels)
    assert np.isnan(actual[0]) and actual[1] == 100 and np.isnan(actual[2])
