"""Rectangles at random: what is cropped, and what is erased."""
from math import exp, log, sqrt
from typing import Tuple

import numpy as np

Range = Tuple[float, float]
Box = Tuple[int, int, int, int]  # left, top, width, height


def uniform(low: float, high: float) -> float:
    """As NumPy's ``uniform``, to the bit, in a quarter of its time."""
    return low + (high - low) * np.random.random()


def _sides(area: float, ratios: Range) -> Tuple[int, int]:
    ratio = exp(uniform(*map(log, ratios)))
    return round(sqrt(area * ratio)), round(sqrt(area / ratio))


def _place(width: int, height: int, sides: Tuple[int, int]) -> Box:
    top = np.random.randint(0, height - sides[1] + 1)
    left = np.random.randint(0, width - sides[0] + 1)
    return left, top, sides[0], sides[1]


def crop_box(width: int, height: int, share: Range, ratios: Range) -> Box:
    """A box of a share of the image, as ``RandomResizedCrop`` draws it.

    Args:
        width (int): Of the image, pixels.
        height (int): Likewise.
        share (tuple[float, float]): Range of the box's share of the image, uniform.
        ratios (tuple[float, float]): Range of its width divided by its height, uniform in the
            logarithm.

    Returns:
        tuple[int, int, int, int]: Left, top, width and height. Where ten draws do not fit into the
        image, the largest box in its middle that the ratios allow.
    """
    for _ in range(10):
        sides = _sides(uniform(*share) * width * height, ratios)
        if 0 < sides[0] <= width and 0 < sides[1] <= height:
            return _place(width, height, sides)
    box_width = min(width, max(round(height * ratios[1]), 1))
    box_height = min(height, max(round(width / ratios[0]), 1))
    return (width - box_width) // 2, (height - box_height) // 2, box_width, box_height


def erased_box(width: int, height: int, share: Range) -> Box:
    """A box to erase, as mmpretrain's ``RandomErasing`` draws it; sides at a ratio up to 10 : 3.

    Args:
        width (int): Of the image, pixels.
        height (int): Likewise.
        share (tuple[float, float]): Range of the box's share of the image, uniform.

    Returns:
        tuple[int, int, int, int]: Left, top, width and height.
    """
    sides = _sides(uniform(*share) * width * height, (3 / 10, 10 / 3))
    return _place(width, height, (min(max(sides[0], 1), width), min(max(sides[1], 1), height)))
