"""Drawing what makes a view: the one place, wherever the view is then made."""
from typing import Any, Tuple

import numpy as np

from mlcr_mm.augmentation import ViewParameters

from .affine_color import affine_matrix
from .random_boxes import erased_box, uniform


def draw_view(settings: Any, factors: Tuple[float, float],
              sides: Tuple[int, int]) -> ViewParameters:
    """Draw a view from NumPy's global generator, which loader workers are seeded with.

    Args:
        settings (OneWarpAugment): Its ranges.
        factors (tuple[float, float]): Of the source's resizing, along x and y.
        sides (tuple[int, int]): Width and height after that, pixels.

    Returns:
        ViewParameters: With the matrix from the source.
    """
    out = (settings.size, settings.size) if settings.size else sides
    room = [side - kept for side, kept in zip(sides, out)]
    corner = ([np.random.randint(0, free + 1) for free in room] if settings.random_crop else
              [round(free / 2) for free in room])
    matrix = affine_matrix(
        factors, sides, uniform(-settings.degrees, settings.degrees), uniform(*settings.scale),
        [uniform(-settings.shift, settings.shift) * side for side in sides], corner, out[0],
        np.random.random() < settings.flip_prob)
    jitter = None
    if any(settings.jitter):
        jitter = tuple(uniform(max(0., 1 - value), 1 + value) for value in settings.jitter)
    erases = np.random.random() < settings.erase_prob
    return ViewParameters(matrix, out, jitter,
                          erased_box(*out, settings.erase_area) if erases else None)
