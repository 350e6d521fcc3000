"""F1 on resamples of the images: how much a number owes to the choice of the images."""
from typing import Iterator, List, Sequence

import numpy as np

from mlcr_mm.labels import PRESENT, known_mask

from .f1 import Counts, f1_from_counts

_CHUNK = 2**23  # weights at a time


def resampled_f1(labels: np.ndarray, decisions: Sequence[np.ndarray], num_resamples: int,
                 seed: int) -> List[np.ndarray]:
    """F1 of several models on the same random resamples of the images.

    Args:
        labels (np.ndarray): Label codes ``(N, C)``.
        decisions (Sequence[np.ndarray]): Of M models, booleans ``(V, N, C)``.
        num_resamples (int): B. In each, N images are drawn with replacement.
        seed (int): Of the draws.

    Returns:
        list[np.ndarray]: Of each model ``(B, V, C)`` in percent; NaN for a label without a positive
        in a resample.
    """
    parts: List[List[np.ndarray]] = [[] for _ in decisions]
    for weights in draw_weights(len(labels), num_resamples, seed):
        for part, decided in zip(parts, decisions):
            part.append(weighted_f1(decided, labels, weights))
    return [np.concatenate(part) for part in parts]


def weighted_f1(decisions: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """F1 where image i counts ``weights[:, i]`` times.

    Args:
        decisions (np.ndarray): Booleans ``(V, N, C)``.
        labels (np.ndarray): Label codes ``(N, C)``.
        weights (np.ndarray): float32 ``(b, N)``.

    Returns:
        np.ndarray: ``(b, V, C)`` in percent; NaN for a label without a positive that counts.
    """
    present, known = labels == PRESENT, known_mask(labels)
    indicators = np.stack(Counts(
        true_positive=decisions & present,
        false_positive=decisions & known & ~present,
        false_negative=~decisions & present))  # (3, V, N, C)
    columns = indicators.transpose(2, 0, 1, 3).reshape(len(labels), -1)
    counts = weights @ columns.astype(np.float32)  # (b, N) @ (N, 3VC) -> (b, 3VC), exact
    shape = (len(weights), *indicators.shape[:2], labels.shape[1])
    counts = counts.reshape(shape).astype(np.float64)  # (b, 3, V, C)
    return f1_from_counts(Counts(*counts.transpose(1, 0, 2, 3)))


def draw_weights(num_images: int, num_resamples: int, seed: int) -> Iterator[np.ndarray]:
    """How often each image is in each resample, ``(b, N)`` at a time."""
    rng = np.random.default_rng(seed)
    size = max(1, _CHUNK // num_images)
    for start in range(0, num_resamples, size):
        rows = min(size, num_resamples - start)
        drawn = rng.integers(num_images, size=(rows, num_images))
        drawn += np.arange(rows)[:, None] * num_images
        weights = np.bincount(drawn.ravel(), minlength=rows * num_images)
        yield weights.reshape(rows, num_images).astype(np.float32)
