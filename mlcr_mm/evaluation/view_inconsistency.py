"""How often two views decide differently."""
from typing import Tuple

import numpy as np

from mlcr_mm.labels import known_mask

from .decision import decide


def view_inconsistency(view_scores: np.ndarray, labels: np.ndarray) -> Tuple[np.ndarray, float]:
    """Share of the decisions on known labels in which the two views differ, in percent.

    Section 4.4 and Fig. 3(a) of the paper.

    Args:
        view_scores (np.ndarray): Probabilities ``(2, N, C)``.
        labels (np.ndarray): Label codes 1, 0, -1, ``(N, C)``.

    Returns:
        tuple[np.ndarray, float]: Per label ``(C,)``, NaN where no label is known, and over all
        decisions (``mlcr/inconsistency`` of :class:`AUF1Metric`).

    Raises:
        ValueError: If no label is known.
    """
    known = known_mask(labels)
    if not known.any():
        raise ValueError('no label of the test set is known: no decision to compare the views on')
    first, second = decide(view_scores)  # (N, C) each
    differ = (first != second) & known  # (N, C)
    per_label = np.full(labels.shape[1], np.nan)
    np.divide(100. * differ.sum(axis=0), known.sum(axis=0), out=per_label,
              where=known.any(axis=0))
    return per_label, float(100. * differ.sum() / known.sum())
