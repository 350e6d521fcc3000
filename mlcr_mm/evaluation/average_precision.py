"""Average precision per label from scores and partly known labels."""
import numpy as np

from mlcr_mm.labels import PRESENT, UNKNOWN


def average_precision(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Average precision in percent, per label, on the images where the label is known.

    It measures the order of the images alone: what moves all scores of a label, a threshold or a
    shift of its logit, does not change it. Equal to
    :func:`sklearn.metrics.average_precision_score`, ties included, in a fifth of its time.

    Args:
        scores (np.ndarray): Probabilities ``(N, C)``.
        labels (np.ndarray): Label codes 1, 0, -1, ``(N, C)``.

    Returns:
        np.ndarray: ``(C,)`` in [0, 100], NaN for labels without a known positive.

    Raises:
        ValueError: If a score is negative.
    """
    return np.array([_of_one_label(np.ascontiguousarray(column), codes)
                     for column, codes in zip(scores.T, labels.T)])


def _of_one_label(scores: np.ndarray, labels: np.ndarray) -> float:
    """Of scores ``(N,)`` and label codes ``(N,)``."""
    keys = _sorted_keys(scores, labels)
    is_positive = np.bitwise_and(keys, 1, dtype=np.uint8, casting='unsafe').view(bool)
    places = np.flatnonzero(is_positive)  # of the P positives, lowest score first
    if not len(places):
        return np.nan
    found = keys[places]
    below = np.arange(len(places))  # positives of a lower score
    # Equal scores come above a threshold together: the first of them counts for all.
    repeated = np.flatnonzero(found[1:] == found[:-1]) + 1
    below[repeated] = np.searchsorted(found, found[repeated])
    places[repeated] = places[below[repeated]]
    # Negatives of the same score stand just before, and their keys are lower by one.
    tied = np.flatnonzero(keys[places - 1] == found - 1)
    places[tied] = np.searchsorted(keys, found[tied] - 1)
    hits = np.subtract(len(places), below, out=below)
    return 100. * float(np.mean(hits / np.subtract(len(keys), places, out=places)))


def _sorted_keys(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Scores of known labels as integers in the same order, the last bit says "present".

    Numbers are sorted several times as fast as places are (``np.argsort``), and the bits of floats
    that are not negative stand in the order of the floats.
    """
    if np.signbit(scores).any():
        scores = scores + 0.  # -0. becomes 0.
        if np.signbit(scores).any():
            raise ValueError('average precision is of probabilities, but a score is negative')
    keys = scores.view(f'u{scores.itemsize}') << 1
    keys |= labels == PRESENT
    unknown = labels == UNKNOWN
    keys[unknown] = 0
    keys.sort()
    return keys[np.count_nonzero(unknown):]
