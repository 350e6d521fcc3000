import numpy as np
import pytest

from mlcr_mm.evaluation import AUF1Metric
from mlcr_mm.evaluation.view_inconsistency import view_inconsistency


@pytest.mark.parametrize('thr', [0.5, 0.3])
def test_share_of_known_decisions_that_differ(rng, random_labels, thr, monkeypatch):
    monkeypatch.setattr('mlcr_mm.evaluation.decision.DECISION_PROBABILITY', thr)
    scores = rng.random((2, 30, 4))
    labels = random_labels(30, 4).numpy()
    labels[:, 3] = -1
    known, differ = np.zeros(4), np.zeros(4)
    for n in range(30):
        for c in range(4):
            if labels[n, c] != -1:
                known[c] += 1
                differ[c] += (scores[0, n, c] >= thr) != (scores[1, n, c] >= thr)
    per_label, total = view_inconsistency(scores, labels)
    np.testing.assert_allclose(per_label[:3], 100 * differ[:3] / known[:3])
    assert np.isnan(per_label[3])
    assert total == pytest.approx(100 * differ.sum() / known.sum())


def test_agrees_with_the_log(rng, random_labels):
    scores = rng.random((2, 20, 3)).astype(np.float32)
    labels = random_labels(20, 3).numpy()
    metric = AUF1Metric()
    metric.dataset_meta = dict(classes=('a', 'b', 'c'))
    stacked = [np.stack([view.mean(axis=0), *view]) for view in scores.swapaxes(0, 1)]
    block = dict(scores=np.stack(stacked, axis=-1), labels=labels.T)
    logged = metric.compute_metrics([[block]])['inconsistency']
    assert view_inconsistency(scores, labels)[1] == pytest.approx(logged)


def test_needs_a_known_label():
    with pytest.raises(ValueError, match='no label of the test set is known'):
        view_inconsistency(np.zeros((2, 2, 3)), np.full((2, 3), -1))
