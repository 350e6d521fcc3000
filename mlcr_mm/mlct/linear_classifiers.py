"""One linear classifier per label, on the features of one view."""
import numpy as np
from scipy.special import expit

from mlcr_mm.labels import ABSENT, PRESENT, known_mask


def fit_linear_classifiers(features: np.ndarray, labels: np.ndarray, **classifier) -> np.ndarray:
    """Fit a logistic regression per label to the images where it is known.

    A label of which one answer only is known gets the constant log-odds of its counts plus one, so
    1/2 where nothing is known.

    Args:
        features (np.ndarray): ``(N, D)``.
        labels (np.ndarray): Label codes ``(N, C)``.
        **classifier: Those of :class:`sklearn.linear_model.LogisticRegression`.

    Returns:
        np.ndarray: ``W = [w b]`` as everywhere in the package, float64 ``(C, D + 1)``.
    """
    # Every tool imports this module, and only MLCT needs scikit-learn, which takes a second.
    from sklearn.linear_model import LogisticRegression

    weights = np.zeros((labels.shape[1], features.shape[1] + 1))
    for row, codes in zip(weights, labels.T):
        known = known_mask(codes)
        num_present, num_absent = (codes == PRESENT).sum(), (codes == ABSENT).sum()
        if num_present and num_absent:
            model = LogisticRegression(**classifier).fit(features[known], codes[known] == PRESENT)
            row[:-1], row[-1] = model.coef_[0], model.intercept_[0]
        else:
            row[-1] = np.log((num_present + 1) / (num_absent + 1))
    return weights


def likelihoods(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Probabilities ``(N, C)`` of features ``(N, D)`` under classifiers ``(C, D + 1)``."""
    return expit(features @ weights[:, :-1].T + weights[:, -1])
