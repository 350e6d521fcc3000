"""Counts of labels and of pairs of labels; unknown labels count nowhere."""
from typing import NamedTuple

import numpy as np

from mlcr_mm.labels import PRESENT, known_mask


class LabelCounts(NamedTuple):
    """Counts per label.

    Attributes:
        present (np.ndarray): Images that have it, int ``(C,)``.
        known (np.ndarray): Images where it is known, int ``(C,)``.
    """

    present: np.ndarray
    known: np.ndarray

    @property
    def absent(self) -> np.ndarray:
        """Images that have it not, int ``(C,)``."""
        return self.known - self.present

    @property
    def prevalence(self) -> np.ndarray:
        """Share of the present among the known, ``(C,)``; NaN where none is known."""
        return np.divide(self.present, self.known, where=self.known > 0,
                         out=np.full(self.known.shape, np.nan))


def count_labels(labels: np.ndarray) -> LabelCounts:
    """Count per label.

    Args:
        labels (np.ndarray): Label codes ``(N, C)``.

    Returns:
        LabelCounts: The counts.
    """
    return LabelCounts((labels == PRESENT).sum(axis=0), known_mask(labels).sum(axis=0))


def co_occurrence(labels: np.ndarray) -> np.ndarray:
    """How often a label is present where another one is.

    Args:
        labels (np.ndarray): Label codes ``(N, C)``.

    Returns:
        np.ndarray: ``(C, C)``: row i, column j is the share of images with j among those with i
        where j is known; NaN if there is none.
    """
    present = (labels == PRESENT).astype(np.float64)
    both = present.T @ present  # (C, C)
    condition = present.T @ known_mask(labels).astype(np.float64)  # (C, C)
    return np.divide(both, condition, where=condition > 0, out=np.full(both.shape, np.nan))
