"""How often two views decide differently."""
from typing import Tuple

import numpy as np

from mlcr_mm.labels import known_mask

from .decision import DECISION_PROBABILITY, decide


def view_inconsistency(view_scores: np.ndarray, labels: np.ndarray,
                       thr: float = DECISION_PROBABILITY) -> Tuple[np.ndarray, float]:
    """Share of the decisions on known labels in which the two views differ, in percent.

    Section 4.4 and Fig. 3(a) of the paper.

    Args:
        view_scores (np.ndarray): Probabilities ``(N, 2, C)``.
        labels (np.ndarray): Label codes 1, 0, -1, ``(N, C)``.
        thr (float): Probability from which a label is decided to be present. Defaults to 0.5.

    Returns:
        tuple[np.ndarray, float]: Per label ``(C,)``, NaN where no label is known, and over all
        decisions (``mlcr/inconsistency`` of :class:`AUF1Metric`).

    Raises:
        ValueError: If no label is known.
    """
    known = known_mask(labels)
    if not known.any():
        raise ValueError('no label of the test set is known: no decision to compare the views on')
    decisions = decide(view_scores, thr)  # (N, 2, C)
    differ = (decisions[:, 0] != decisions[:, 1]) & known  # (N, C)
    per_label = np.full(labels.shape[1], np.nan)
    np.divide(100. * differ.sum(axis=0), known.sum(axis=0), out=per_label,
              where=known.any(axis=0))
    return per_label, float(100. * differ.sum() / known.sum())
