import numpy as np
from scipy.optimize import minimize

from mlcr_mm.mlct import fit_linear_classifiers, likelihoods


def test_fit_minimises_the_penalised_log_likelihood(rng, random_labels):
    features, labels = rng.normal(size=(50, 3)), random_labels(50, 2).numpy()
    weights = fit_linear_classifiers(features, labels, C=.5, tol=1e-8)
    for row, codes in zip(weights, labels.T):
        known = codes != -1

        def objective(w, known=known, sign=2 * codes - 1):
            margin = (features @ w[:3] + w[3]) * sign
            return np.logaddexp(0, -margin[known]).sum() + w[:3] @ w[:3] / (2 * .5)

        np.testing.assert_allclose(row, minimize(objective, np.zeros(4), tol=1e-9).x, atol=1e-4)


def test_labels_with_one_answer_or_none_are_constant(rng):
    labels = np.array([[1, 0, -1], [1, -1, -1], [1, 0, -1]])
    features = rng.normal(size=(3, 4))
    weights = fit_linear_classifiers(features, labels)
    assert not weights[:, :-1].any()
    np.testing.assert_allclose(likelihoods(features, weights), [[4 / 5, 1 / 4, 1 / 2]] * 3)


def test_likelihoods(rng):
    features, weights = rng.normal(size=(5, 2)), rng.normal(size=(3, 3))
    expected = [[1 / (1 + np.exp(-(w[0] * x[0] + w[1] * x[1] + w[2]))) for w in weights]
                for x in features]
    np.testing.assert_allclose(likelihoods(features, weights), expected)
