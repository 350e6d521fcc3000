"""Handing pseudo-labels from view to view, and telling when they are stable."""
import numpy as np

from mlcr_mm.labels import known_mask


def exchange_views(given: np.ndarray) -> np.ndarray:
    """Give each of two views what the other one said.

    Args:
        given (np.ndarray): Label codes that each view gives, ``(2, N, C)``.

    Returns:
        np.ndarray: Label codes that each view learns from, ``(2, N, C)``.

    Raises:
        ValueError: If there are not two views.
    """
    if len(given) != 2:
        raise ValueError(f'pseudo-labels are exchanged between 2 views, got {len(given)}')
    return given[::-1].copy()


def changed_share(old: np.ndarray, new: np.ndarray) -> float:
    """Share of the pseudo-labels that changed, appeared or disappeared.

    Args:
        old (np.ndarray): Label codes of any shape.
        new (np.ndarray): Label codes of the same shape.

    Returns:
        float: In [0, 1], of the places with a pseudo-label before or after; 0 where there is none.
    """
    used = known_mask(old) | known_mask(new)
    return float((old != new)[used].mean()) if used.any() else 0.
