"""Likelihoods of one view, adjusted by what the other labels say."""
import numpy as np
from scipy.special import expit, logit

from mlcr_mm.labels import ABSENT, PRESENT, known_mask, label_shares

_EPSILON = 1e-6


def conditional_presence(labels: np.ndarray) -> np.ndarray:
    r"""Probability of a label, given the state of another one.

    :math:`T_{sjk} = P(L_j = 1 | L_k = s)`, counted over the images where both labels are known,
    with one image's worth of the prior :math:`\pi_j` added: a pair never seen says nothing.

    Args:
        labels (np.ndarray): Label codes ``(N, C)``.

    Returns:
        np.ndarray: float64 ``(2, C, C)`` in [0, 1]: condition absent (0) or present (1), label,
        condition. A label of which nothing is known counts as 1/2.
    """
    present = (labels == PRESENT).astype(np.float64)
    known = known_mask(labels).astype(np.float64)
    prior = np.nan_to_num(label_shares(labels), nan=.5)
    tables = []
    for state in (ABSENT, PRESENT):
        condition = (labels == state).astype(np.float64)
        joint = present.T @ condition  # (C, C): j present, k in the state
        count = known.T @ condition  # (C, C): j known, k in the state
        tables.append((joint + prior[:, None]) / (count + 1))
    return np.stack(tables)


def adjust_likelihoods(predicted: np.ndarray, conditional: np.ndarray, prior: np.ndarray,
                       adjustment: float) -> np.ndarray:
    r"""Add the evidence of the other labels to each likelihood.

    Our reading of "the co-occurrence of pairwise labels". What label k says of label j is the law
    of total probability; the votes of all k are averaged with their dependence as weight (the
    :math:`\hat A` of Eq. 8 of the MLCR paper), and shift the likelihood by their log-odds over the
    prior, so that labels without dependence change nothing:

    .. math::
        q_{j} &= \frac{\sum_{k \ne j} a_{jk} [f_k T_{1jk} + (1 - f_k) T_{0jk}]}
                      {\sum_{k \ne j} a_{jk}}, \quad a_{jk} = |T_{1jk} - T_{0jk}| \\
        \mathrm{logit}\, p_j &= \mathrm{logit}\, f_j
                                + \alpha (\mathrm{logit}\, q_j - \mathrm{logit}\, \pi_j)

    Args:
        predicted (np.ndarray): Likelihoods f of one view, ``(N, C)`` in [0, 1].
        conditional (np.ndarray): T, see :func:`conditional_presence`.
        prior (np.ndarray): pi, ``(C,)``; NaN counts as 1/2.
        adjustment (float): alpha, >= 0; 0 leaves the likelihoods as they are.

    Returns:
        np.ndarray: Adjusted likelihoods p, ``(N, C)``.
    """
    absent, present = conditional
    weights = np.abs(present - absent)  # (C, C)
    np.fill_diagonal(weights, 0)
    votes = predicted @ (weights * present).T + (1 - predicted) @ (weights * absent).T  # (N, C)
    total = weights.sum(axis=1)  # (C,)
    prior = np.nan_to_num(prior, nan=.5)
    votes = np.where(total > _EPSILON, votes / np.maximum(total, _EPSILON), prior)
    predicted, votes, prior = (
        np.clip(values, _EPSILON, 1 - _EPSILON) for values in (predicted, votes, prior))
    return expit(logit(predicted) + adjustment * (logit(votes) - logit(prior)))
