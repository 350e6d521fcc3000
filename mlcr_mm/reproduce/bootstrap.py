"""Significance of a difference of average F1, by resampling the test images."""
from typing import NamedTuple, Sequence

import numpy as np

from mlcr_mm.evaluation.resampled_f1 import resampled_f1


class Difference(NamedTuple):
    """A difference in F1 points, its 95 % interval, and the two-sided p value of no difference."""

    value: float
    low: float
    high: float
    p: float


def resampled_average_f1(labels: np.ndarray, decisions: Sequence[np.ndarray], num_resamples: int,
                         seed: int) -> np.ndarray:
    """Average F1 of several models on the same random resamples of the images.

    Args:
        labels (np.ndarray): Label codes ``(N, C)``.
        decisions (Sequence[np.ndarray]): Of M models, booleans ``(V, N, C)``; the average is over
            labels and views.
        num_resamples (int): B. In each, N images are drawn with replacement.
        seed (int): Of the draws.

    Returns:
        np.ndarray: ``(M, B)`` in percent. A label without a positive in a resample is left out of
        its average, which is the same for all models.
    """
    return np.stack([np.nanmean(f1, axis=(1, 2))
                     for f1 in resampled_f1(labels, decisions, num_resamples, seed)])


def paired_difference(value: float, resampled: np.ndarray) -> Difference:
    """Interval and p value of a difference.

    Args:
        value (float): The difference on the images as they are.
        resampled (np.ndarray): The difference in each of B resamples, ``(B,)``.

    Returns:
        Difference: With the 2.5 and 97.5 percentiles, and ``p = 2 min(P(d <= 0), P(d >= 0))``,
        where the sample itself counts as one more resample, so that p is never 0.
    """
    low, high = np.percentile(resampled, [2.5, 97.5])
    tail = min((resampled <= 0).sum(), (resampled >= 0).sum())
    p = min(1., 2. * (tail + 1) / (len(resampled) + 1))
    return Difference(float(value), float(low), float(high), float(p))
