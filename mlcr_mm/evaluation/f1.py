"""F1 per label from scores and partly known labels."""
from typing import NamedTuple

import numpy as np

from mlcr_mm.labels import ABSENT, PRESENT


class Counts(NamedTuple):
    """Counts per label, each ``(C,)``, over the images where the label is known."""

    true_positive: np.ndarray
    false_positive: np.ndarray
    false_negative: np.ndarray


def count_decisions(decisions: np.ndarray, labels: np.ndarray) -> Counts:
    """Count right and wrong decisions on known labels.

    Args:
        decisions (np.ndarray): Booleans ``(N, C)``.
        labels (np.ndarray): Label codes 1, 0, -1, ``(N, C)``.

    Returns:
        Counts: Each ``(C,)``.
    """
    present, absent = labels == PRESENT, labels == ABSENT
    return Counts(
        true_positive=_count(decisions & present),
        false_positive=_count(decisions & absent),
        false_negative=_count(~decisions & present))


def _count(true: np.ndarray) -> np.ndarray:
    """``true.sum(axis=0)`` of booleans, much faster where a label's images lie side by side."""
    return np.array([np.count_nonzero(column) for column in true.T])


def f1_from_counts(counts: Counts) -> np.ndarray:
    """F1 in percent, ``2 TP / (2 TP + FP + FN)``, per label.

    A label without a known positive has no F1: whatever is predicted, no true positive is possible.

    Args:
        counts (Counts): Each ``(C,)``.

    Returns:
        np.ndarray: ``(C,)`` in [0, 100], NaN for labels without positives.
    """
    true_positive, false_positive, false_negative = counts
    defined = true_positive + false_negative > 0
    f1 = np.full(true_positive.shape, np.nan)
    denominator = 2 * true_positive + false_positive + false_negative
    np.divide(200. * true_positive, denominator, out=f1, where=defined)
    return f1
