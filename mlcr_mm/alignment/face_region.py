"""The part of an image that an aligned crop shows."""
from typing import Tuple

import numpy as np

from .antialias import antialias


def face_region(image: np.ndarray, matrix: np.ndarray, size: int, shrink: float = 1.,
                reach: float = 1.) -> Tuple[np.ndarray, np.ndarray]:
    """Cut the part out, and smooth it where it will be shrunk; the rest costs nothing.

    Args:
        image (np.ndarray): uint8 ``(H, W, 3)`` or ``(H, W)``.
        matrix (np.ndarray): Similarity ``(2, 3)`` from it to a crop, between centres of pixels.
        size (int): Side of the crop in pixels.
        shrink (float): What the crop is multiplied with later, at most 1. Defaults to 1.
        reach (float): Side of what is needed around the middle of the crop, 1 being the crop.
            Defaults to 1.

    Returns:
        tuple[np.ndarray, np.ndarray]: The part, and its matrix to the crop. The image and matrix
        themselves where nothing is to be smoothed.
    """
    factor = shrink * float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if factor >= 1:
        return image, matrix
    height, width = image.shape[:2]
    linear, offset = matrix[:, :2], matrix[:, 2]
    middle = np.linalg.solve(linear, (size - 1) / 2 - offset)
    # A turned square fits into a circle; the blur looks a little further than that.
    radius = size * reach * shrink / factor / np.sqrt(2) + 2 / factor + 2
    # In steps of 8, so that pixels which are halved are the same ones wherever the face is.
    left, top = np.maximum((middle - radius) // 8 * 8, 0).astype(int)
    right, bottom = np.minimum(-(-(middle + radius) // 8) * 8, (width, height)).astype(int)
    part = image[top:bottom, left:right]
    if not part.size:  # the crop lies outside the image
        return image, matrix
    smooth = antialias(part, (factor, factor))
    if smooth is part:
        return image, matrix
    steps = np.array(part.shape[1::-1]) / smooth.shape[1::-1]  # pixels of the part in one of its
    starts = np.array([left, top]) + (steps - 1) / 2
    return smooth, np.column_stack([linear * steps, linear @ starts + offset])
