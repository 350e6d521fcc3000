"""The two matrices of an augmentation: of the pixels' places, and of their colours.

Plain numbers, since NumPy needs longer to start than to calculate with so few.
"""
from math import cos, radians, sin
from typing import Sequence, Tuple

import cv2
import numpy as np

from mlcr_mm.augmentation import GREY


def affine_matrix(factors: Tuple[float, float], sides: Tuple[int, int], degrees: float,
                  zoom: float, shift: Sequence[float], corner: Sequence[int], size: int,
                  flip: bool) -> np.ndarray:
    """Compose resizing, rotation and zoom about the middle, shift, crop and flip.

    Args:
        factors (tuple[float, float]): Of the resizing, along x and y.
        sides (tuple[int, int]): Width and height after it, in pixels.
        degrees (float): Angle, clockwise in the image.
        zoom (float): Larger than 1 enlarges.
        shift (Sequence[float]): Along x and y, pixels after the resizing.
        corner (Sequence[int]): Left and top of the crop, pixels after the resizing.
        size (int): Width of the crop.
        flip (bool): Whether left and right change places.

    Returns:
        np.ndarray: ``(2, 3)`` float64, from source to output, both counted from the centres of
        pixels, as ``cv2.warpAffine`` takes it.
    """
    cosine, sine = zoom * cos(radians(degrees)), zoom * sin(radians(degrees))
    middle = (sides[0] / 2, sides[1] / 2)
    rows = []
    for axis, (x, y) in enumerate(((cosine, -sine), (sine, cosine))):
        # In coordinates from the edge of the image: pixel 0 has its centre at 0.5.
        offset = middle[axis] - x * middle[0] - y * middle[1] + shift[axis] - corner[axis]
        x, y = x * factors[0], y * factors[1]
        if flip and axis == 0:
            x, y, offset = -x, -y, size - offset
        rows.append((x, y, offset + (x + y) / 2 - 0.5))
    return np.array(rows)


def color_matrix(image: np.ndarray, brightness: float, contrast: float,
                 saturation: float) -> np.ndarray:
    """Compose brightness, contrast around the mean grey, and saturation, without clipping between.

    Args:
        image (np.ndarray): BGR, ``(H, W, 3)``; its mean grey is used.
        brightness (float): Factor.
        contrast (float): Factor.
        saturation (float): Factor; 0 is grey.

    Returns:
        np.ndarray: ``(3, 4)``, for ``cv2.transform``.
    """
    mean = sum(weight * value for weight, value in zip(GREY, cv2.mean(image)))
    scale, offset = brightness * contrast, (1 - contrast) * brightness * mean
    grey = [scale * (1 - saturation) * weight for weight in GREY]
    return np.array([[*(value + scale * saturation * (row == column)
                        for column, value in enumerate(grey)), offset] for row in range(3)])
