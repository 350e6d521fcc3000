"""Significance of a difference, by resampling the test images and the seeds."""
from typing import List, NamedTuple, Sequence

import numpy as np

from mlcr_mm.evaluation.resampled_f1 import draw_weights, weighted_f1

from .weighted_precision import weighted_average_precision


class Difference(NamedTuple):
    """A difference in points, its 95 % interval, and the two-sided p value of no difference."""

    value: float
    low: float
    high: float
    p: float


def resample_images(labels: np.ndarray, arrays: Sequence[np.ndarray], num_resamples: int,
                    seed: int) -> np.ndarray:
    """A measure of several models on the same random resamples of the images.

    Args:
        labels (np.ndarray): Label codes ``(N, C)``.
        arrays (Sequence[np.ndarray]): Of M models, ``(V, N, C)``: decisions as booleans for the
            average F1, or scores for the mean average precision; the mean is over labels and views.
        num_resamples (int): B. In each, N images are drawn with replacement.
        seed (int): Of the draws.

    Returns:
        np.ndarray: ``(M, B)`` in percent. A label without a positive in a resample is left out of
        its mean, which is the same for all models.
    """
    values: List[List[np.ndarray]] = [[] for _ in arrays]
    for weights in draw_weights(len(labels), num_resamples, seed):
        for model, array in enumerate(arrays):
            measure = weighted_f1 if array.dtype == bool else weighted_average_precision
            values[model].append(np.nanmean(measure(array, labels, weights), axis=(1, 2)))
    return np.stack([np.concatenate(parts) for parts in values])


def resample_repeats(values: np.ndarray, seed: int) -> np.ndarray:
    """The mean over repeats (seeds) that are drawn anew in each resample.

    Of n repeats n - 1 are drawn with replacement (`Rao and Wu, 1988
    <https://doi.org/10.1080/01621459.1988.10478591>`_): the mean of n draws would vary too little,
    by a third of the variance for three seeds. One repeat tells nothing of how others would be.

    Args:
        values (np.ndarray): ``(n, B)``, a line per repeat and a column per resample.
        seed (int): Of the draws.

    Returns:
        np.ndarray: ``(B,)``.
    """
    num_repeats, num_resamples = values.shape
    rng = np.random.default_rng(seed)
    drawn = rng.integers(num_repeats, size=(max(num_repeats - 1, 1), num_resamples))
    return np.take_along_axis(values, drawn, axis=0).mean(axis=0)


def paired_difference(value: float, resampled: np.ndarray) -> Difference:
    """Interval and p value of a difference.

    Args:
        value (float): The difference as it was measured.
        resampled (np.ndarray): The difference in each of B resamples, ``(B,)``.

    Returns:
        Difference: With the 2.5 and 97.5 percentiles, and ``p = 2 min(P(d <= 0), P(d >= 0))``,
        where the sample itself counts as one more resample, so that p is never 0. Resamples
        without a positive, which are NaN, are left out; NaN if there is no other.
    """
    resampled = resampled[np.isfinite(resampled)]
    if not len(resampled):
        return Difference(float(value), np.nan, np.nan, np.nan)
    low, high = np.percentile(resampled, [2.5, 97.5])
    tail = min((resampled <= 0).sum(), (resampled >= 0).sum())
    p = min(1., 2. * (tail + 1) / (len(resampled) + 1))
    return Difference(float(value), float(low), float(high), float(p))
