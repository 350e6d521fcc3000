"""Smooth curves through a few points."""
from functools import cache

import numpy as np

_STEPS = 5


@cache
def _catmull_rom_basis(count: int, closed: bool) -> np.ndarray:
    """Matrix (M, count) from control points to curve points; the curve is linear in them."""
    segments = count if closed else count - 1
    rows = []
    for segment in range(segments):
        index = np.arange(segment - 1, segment + 3)
        index = index % count if closed else index.clip(0, count - 1)
        for t in np.arange(_STEPS) / _STEPS:
            weights = 0.5 * np.array([
                -t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2
            ])
            row = np.zeros(count)
            np.add.at(row, index, weights)
            rows.append(row)
    if not closed:
        rows.append(np.eye(count)[-1])
    return np.array(rows)


def spline(control: np.ndarray, closed: bool = False) -> np.ndarray:
    """Catmull-Rom curve through control points.

    Args:
        control (array-like): ``(n, 2)`` in any unit, n >= 2.
        closed (bool): Whether the curve returns to its start. Defaults to False.

    Returns:
        np.ndarray: ``(m, 2)``, five points per segment.
    """
    control = np.asarray(control, dtype=float)
    return _catmull_rom_basis(len(control), closed) @ control


def ellipse(x: float, y: float, width: float, height: float, count: int = 20) -> np.ndarray:
    """Points ``(count, 2)`` on an axis-parallel ellipse with half axes ``width``, ``height``."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([x + width * np.cos(angle), y + height * np.sin(angle)], axis=1)


def between(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Closed outline ``(2 m, 2)`` of the area between two curves that run the same way."""
    return np.concatenate([first, second[::-1]])
