"""From logits of training images to the shifts that calibrate a head."""
from typing import List, NamedTuple

import numpy as np

from mlcr_mm.labels import is_varied

from ..targets import share_thresholds
from .f1_thresholds import f1_thresholds

#: What a method of calibration makes of logits and labels.
THRESHOLDS = dict(share=share_thresholds, f1=f1_thresholds)


class Shifts(NamedTuple):
    """What is added to the logits.

    Attributes:
        values (np.ndarray): float32 ``(V, C)``; 0 where nothing can be said.
        left (np.ndarray): Booleans ``(C,)``: labels that are left as they are.
    """

    values: np.ndarray
    left: np.ndarray


def make_shifts(method: str, views: List[np.ndarray], labels: np.ndarray) -> Shifts:
    """The shifts of all views.

    A label that is never or always present where it is known, or never known, says nothing of
    where to decide. A shift that would change no decision on these images is not made: images that
    a network has learned leave a gap between its logits, and where in the gap a threshold comes to
    lie depends on the one hardest image of each side.

    Args:
        method (str): A key of :data:`THRESHOLDS`.
        views (list[np.ndarray]): Logits per view, ``(N, C)``; rows of unreadable images are NaN.
        labels (np.ndarray): Label codes of the labelled images, ``(M, C)``.
    """
    thresholds = np.stack([_needed(THRESHOLDS[method](logits, labels), logits)
                           for logits in views])
    usable = is_varied(labels) & ~np.isnan(thresholds).any(axis=0)
    return Shifts(np.where(usable, -thresholds, 0.).astype(np.float32), ~usable)


def _needed(thresholds: np.ndarray, logits: np.ndarray) -> np.ndarray:
    """Thresholds ``(C,)``, 0 where 0 decides the same of all logits ``(N, C)``."""
    decided_anew = (logits >= thresholds) != (logits >= 0)
    return np.where(np.isnan(thresholds) | decided_anew.any(axis=0), thresholds, 0.)
