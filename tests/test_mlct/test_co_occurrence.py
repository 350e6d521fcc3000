import numpy as np
import pytest
from scipy.special import expit, logit

from mlcr_mm.labels import label_shares
from mlcr_mm.mlct import adjust_likelihoods, conditional_presence


def conditional_reference(labels):
    num_labels = labels.shape[1]
    table = np.zeros((2, num_labels, num_labels))
    for s in range(2):
        for j in range(num_labels):
            known = [x for x in labels[:, j] if x != -1]
            prior = np.mean(known) if known else .5
            for k in range(num_labels):
                rows = [row for row in labels if row[k] == s and row[j] != -1]
                table[s, j, k] = (sum(row[j] for row in rows) + prior) / (len(rows) + 1)
    return table


def adjust_reference(f, table, prior, alpha):
    p = np.zeros_like(f)
    for i in range(f.shape[0]):
        for j in range(f.shape[1]):
            pi = .5 if np.isnan(prior[j]) else prior[j]
            votes = weights = 0.
            for k in range(f.shape[1]):
                if k != j:
                    weight = abs(table[1, j, k] - table[0, j, k])
                    votes += weight * (f[i, k] * table[1, j, k] + (1 - f[i, k]) * table[0, j, k])
                    weights += weight
            q = votes / weights if weights > 1e-6 else pi
            p[i, j] = expit(logit(f[i, j]) + alpha * (logit(q) - logit(pi)))
    return p


@pytest.fixture
def labels(random_labels):
    labels = random_labels(60, 4).numpy()
    labels[:30, 1] = labels[:30, 0]  # a dependent pair
    labels[:, 3] = -1
    return labels


def test_conditional_presence_equals_the_slow_one(labels):
    table = conditional_presence(labels)
    np.testing.assert_allclose(table, conditional_reference(labels))
    assert table[1, 0, 1] > table[0, 0, 1] + .3


@pytest.mark.parametrize('alpha', [0., .5, 1.])
def test_adjustment_equals_the_slow_one(labels, rng, alpha):
    predicted = rng.uniform(.01, .99, (20, 4))
    prior, table = label_shares(labels), conditional_presence(labels)
    adjusted = adjust_likelihoods(predicted, table, prior, alpha)
    np.testing.assert_allclose(adjusted, adjust_reference(predicted, table, prior, alpha))
    if alpha == 0:
        np.testing.assert_allclose(adjusted, predicted)


def test_a_label_rises_with_the_one_it_occurs_with():
    labels = np.array([[1, 1]] * 10 + [[0, 0]] * 10)
    table, prior = conditional_presence(labels), label_shares(labels)
    low, high = adjust_likelihoods(np.array([[.5, .1], [.5, .9]]), table, prior, 1.)[:, 0]
    assert low < .2 and high > .8


def test_certain_likelihoods_stay_finite():
    labels = np.array([[1, 1], [0, 0]])
    adjusted = adjust_likelihoods(np.array([[0., 1.]]), conditional_presence(labels),
                                  label_shares(labels), 1.)
    assert np.isfinite(adjusted).all() and ((adjusted > 0) & (adjusted < 1)).all()
