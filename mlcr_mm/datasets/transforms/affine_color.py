"""The two matrices of an augmentation: of the pixels' places, and of their colours."""
from typing import Sequence, Tuple

import cv2
import numpy as np

_GREY = np.array([0.114, 0.587, 0.299])  # of BGR


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
    angle = np.deg2rad(degrees)
    turn = zoom * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = np.array(sides) / 2
    linear = turn * np.array(factors)
    # In coordinates from the edge of the image: pixel 0 has its centre at 0.5.
    offset = middle - turn @ middle + np.array(shift) - np.array(corner)
    if flip:
        linear[0], offset[0] = -linear[0], size - offset[0]
    offset = offset + linear @ np.array([0.5, 0.5]) - 0.5
    return np.column_stack([linear, offset])


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
    mean = brightness * float(_GREY @ np.array(cv2.mean(image)[:3]))
    mixed = saturation * np.eye(3) + (1 - saturation) * np.tile(_GREY, (3, 1))
    return np.column_stack([mixed * brightness * contrast, np.full(3, (1 - contrast) * mean)])
