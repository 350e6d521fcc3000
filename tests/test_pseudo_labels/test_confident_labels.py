import numpy as np
import pytest

from mlcr_mm.labels import label_shares
from mlcr_mm.pseudo_labels import select_confident


def reference(scores, prior, share):
    """One label and one image at a time."""
    labels = -np.ones(scores.shape, int)
    rows = [i for i in range(len(scores)) if not np.isnan(scores[i]).any()]
    for c in range(scores.shape[1]):
        if np.isnan(prior[c]):
            continue
        ranked = sorted(rows, key=lambda i: (scores[i, c], i))
        present = share * len(rows) * prior[c]
        absent = share * len(rows) * (1 - prior[c])
        for i in ranked[:max(int(absent + .5), int(absent > 0))]:
            labels[i, c] = 0
        for i in list(reversed(ranked))[:max(int(present + .5), int(present > 0))]:
            labels[i, c] = 1
    return labels


@pytest.mark.parametrize('share', [.05, .3, .5, 1.])
def test_selection_equals_the_slow_one(rng, share):
    scores = rng.normal(size=(40, 5)).round(1)  # with equal ones
    scores[[3, 17]] = np.nan
    prior = np.array([.5, .08, 0., np.nan, 1.])
    selected = select_confident(scores, prior, share)
    assert selected.dtype == np.int8
    np.testing.assert_array_equal(selected, reference(scores, prior, share))
    assert (selected[[3, 17]] == -1).all() and (selected[:, 3] == -1).all()


def test_the_prior_is_not_shifted(rng):
    prior = np.array([.1, .25, .6])
    selected = select_confident(rng.normal(size=(1000, 3)), prior, .4)
    np.testing.assert_allclose(label_shares(selected), prior)
    np.testing.assert_allclose((selected != -1).mean(axis=0), .4)


def test_a_rare_label_keeps_one_positive(rng):
    scores = rng.normal(size=(20, 1))
    selected = select_confident(scores, np.array([.001]), .5)
    assert np.flatnonzero(selected[:, 0] == 1).tolist() == [scores[:, 0].argmax()]
