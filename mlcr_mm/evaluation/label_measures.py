"""All that is measured of one label."""
from typing import NamedTuple

import numpy as np

from mlcr_mm.labels import PRESENT, known_mask

from .average_precision import average_precision
from .decision import decide
from .f1 import count_decisions, f1_from_counts


class LabelMeasures(NamedTuple):
    """Measures of one label, of the prediction and of V views; percent, or NaN without a positive.

    Attributes:
        f1 (np.ndarray): ``(1 + V,)``.
        raw_f1 (np.ndarray): From the logits as they are, ``(V,)``; of one network ``(1,)``.
        average_precision (np.ndarray): ``(1 + V,)``.
        positives (int): Images where the label is present.
        known (int): Images where it is known.
        differing (int): Those of them on which two views decide differently; 0 of one network.
    """

    f1: np.ndarray
    raw_f1: np.ndarray
    average_precision: np.ndarray
    positives: int
    known: int
    differing: int


def measure_label(scores: np.ndarray, uncalibrated: np.ndarray,
                  labels: np.ndarray) -> LabelMeasures:
    """Measure one label.

    Args:
        scores (np.ndarray): Probabilities ``(1 + V, N, 1)``.
        uncalibrated (np.ndarray): The same of the logits as they are, or their decisions.
        labels (np.ndarray): Label codes ``(N, 1)``.
    """
    known, has_views = known_mask(labels), len(scores) > 1
    decisions = decide(scores)
    if uncalibrated is scores:
        raw = decisions
    else:
        raw = uncalibrated if uncalibrated.dtype == bool else decide(uncalibrated)
    differing = (decisions[1] != decisions[2]) & known if has_views else np.zeros(0, bool)
    f1 = np.array([f1_from_counts(count_decisions(rows, labels))[0] for rows in decisions])
    return LabelMeasures(
        f1=f1,
        raw_f1=f1[has_views:] if raw is decisions else np.array([
            f1_from_counts(count_decisions(rows, labels))[0] for rows in raw[has_views:]]),
        average_precision=np.array([average_precision(rows, labels)[0] for rows in scores]),
        positives=np.count_nonzero(labels == PRESENT),
        known=np.count_nonzero(known),
        differing=np.count_nonzero(differing))
