"""Significance of a difference of average F1, by resampling the test images."""
from typing import Iterator, List, NamedTuple, Sequence

import numpy as np

from mlcr_mm.evaluation.f1 import Counts, f1_from_counts
from mlcr_mm.labels import PRESENT, known_mask

_CHUNK = 2**24  # weights at a time


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
    stacked = [np.stack(_indicators(labels, decision)) for decision in decisions]
    averages: List[List[np.ndarray]] = [[] for _ in decisions]
    for weights in _draw_weights(len(labels), num_resamples, seed):
        for model, indicators in enumerate(stacked):
            columns = indicators.transpose(2, 0, 1, 3).reshape(len(labels), -1)
            counts = weights @ columns.astype(np.float32)  # (b, N) @ (N, 3VC) -> (b, 3VC), exact
            shape = (len(weights), *indicators.shape[:2], labels.shape[1])
            counts = counts.reshape(shape).astype(np.float64)  # (b, 3, V, C)
            f1 = f1_from_counts(Counts(*counts.transpose(1, 0, 2, 3)))  # (b, V, C)
            averages[model].append(np.nanmean(f1, axis=(1, 2)))
    return np.stack([np.concatenate(values) for values in averages])


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


def _indicators(labels: np.ndarray, decisions: np.ndarray) -> Counts:
    """True and false positives and false negatives image by image, each ``(V, N, C)``."""
    present, known = labels == PRESENT, known_mask(labels)
    return Counts(
        true_positive=decisions & present,
        false_positive=decisions & known & ~present,
        false_negative=~decisions & present)


def _draw_weights(num_images: int, num_resamples: int, seed: int) -> Iterator[np.ndarray]:
    """How often each image is in each resample, ``(b, N)`` at a time."""
    rng = np.random.default_rng(seed)
    size = max(1, _CHUNK // num_images)
    for start in range(0, num_resamples, size):
        rows = min(size, num_resamples - start)
        drawn = rng.integers(num_images, size=(rows, num_images))
        drawn += np.arange(rows)[:, None] * num_images
        weights = np.bincount(drawn.ravel(), minlength=rows * num_images)
        yield weights.reshape(rows, num_images).astype(np.float32)
