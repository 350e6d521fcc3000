"""Average precision per label from scores and partly known labels."""
import numpy as np

from mlcr_mm.labels import PRESENT, known_mask


def average_precision(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Average precision in percent, per label, on the images where the label is known.

    It measures the order of the images alone: what moves all scores of a label, a threshold or a
    shift of its logit, does not change it.

    Args:
        scores (np.ndarray): Probabilities ``(N, C)``.
        labels (np.ndarray): Label codes 1, 0, -1, ``(N, C)``.

    Returns:
        np.ndarray: ``(C,)`` in [0, 100], NaN for labels without a known positive.
    """
    from sklearn.metrics import average_precision_score  # slow to import, and training begins first

    result = np.full(labels.shape[1], np.nan)
    for label in np.flatnonzero((labels == PRESENT).any(axis=0)):
        known = known_mask(labels[:, label])
        result[label] = 100. * average_precision_score(labels[known, label] == PRESENT,
                                                       scores[known, label])
    return result
