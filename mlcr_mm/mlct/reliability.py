"""Which images, and which of their labels, one view passes on to the other."""
import numpy as np

from mlcr_mm.labels import ABSENT, PRESENT, UNKNOWN


def reliability(adjusted: np.ndarray) -> np.ndarray:
    r"""Reliability of the prediction of each image, over views and labels.

    Our reading of the "predictive reliability measure": with the likelihood summed up over the
    views, :math:`s_{ij} = \frac1V \sum_v p^v_{ij}`,

    .. math::
        r_i = \frac1C \sum_j |2 s_{ij} - 1|

    It is 1 where all views are certain and agree; views that are certain of opposite answers cancel
    each other.

    Args:
        adjusted (np.ndarray): Likelihoods ``(V, N, C)`` in [0, 1].

    Returns:
        np.ndarray: ``(N,)`` in [0, 1].
    """
    return np.abs(2 * adjusted.mean(axis=0) - 1).mean(axis=1)


def select_reliable(adjusted: np.ndarray, pool: np.ndarray, count: int) -> np.ndarray:
    """The most reliable images of a pool.

    Args:
        adjusted (np.ndarray): Likelihoods ``(V, N, C)``.
        pool (np.ndarray): Indices into N, in ascending order.
        count (int): How many; all where the pool is smaller.

    Returns:
        np.ndarray: Indices into N in ascending order; of equal ones, the lower index wins.
    """
    order = np.argsort(-reliability(adjusted[:, pool]), kind='stable')
    return np.sort(pool[order[:count]])


def filter_labels(adjusted: np.ndarray) -> np.ndarray:
    """Label-wise filtering of what one view says of the selected images.

    Our reading: of each label and each answer, the view passes on those decisions (at 1/2) of which
    it is at least as sure as it is of such decisions on average. Both answers of a rare label are
    so passed on, measured against their own kind.

    Args:
        adjusted (np.ndarray): Likelihoods of the view, ``(N, C)``.

    Returns:
        np.ndarray: Label codes, int8 ``(N, C)``; unknown where nothing is passed on.
    """
    passed = np.full(adjusted.shape, UNKNOWN, dtype=np.int8)
    for answer, decided, certainty in ((PRESENT, adjusted >= .5, adjusted),
                                       (ABSENT, adjusted < .5, 1 - adjusted)):
        mean = (certainty * decided).sum(axis=0) / np.maximum(decided.sum(axis=0), 1)  # (C,)
        # Rounding of the mean must not drop equal certainties.
        passed[decided & (certainty >= mean - 1e-12)] = answer
    return passed
