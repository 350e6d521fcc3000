"""What the views of an image are sampled from."""
from typing import NamedTuple, Optional, Tuple

import cv2
import numpy as np

from mlcr_mm.alignment import antialias, face_region

_MIRRORED = dict(flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
_ALIGNED = dict(flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT)  # as align_face


class WarpSource(NamedTuple):
    """An image that is ready to be shrunk, and the way to its crop and on to the resized one.

    Attributes:
        image (np.ndarray): uint8 ``(H, W, 3)``.
        to_crop (np.ndarray, optional): Matrix ``(2, 3)``. None where the image is the crop.
        factors (tuple[float, float]): Of the crop's resizing, along x and y.
        sides (tuple[int, int]): Width and height after that, pixels.
    """

    image: np.ndarray
    to_crop: Optional[np.ndarray]
    factors: Tuple[float, float]
    sides: Tuple[int, int]

    def warp(self, matrix: np.ndarray, out: Tuple[int, int]) -> np.ndarray:
        """Sample once.

        Args:
            matrix (np.ndarray): ``(2, 3)`` from the crop to the output, with ``factors`` in it.
            out (tuple[int, int]): Width and height of the output.

        Returns:
            np.ndarray: Bilinear and mirrored at the border; bicubic and with black around the
            image where that is not aligned yet.
        """
        if self.to_crop is None:
            return cv2.warpAffine(self.image, matrix, out, **_MIRRORED)
        return cv2.warpAffine(self.image, matrix @ np.vstack([self.to_crop, (0, 0, 1)]), out,
                              **_ALIGNED)


def plain_source(image: np.ndarray, sides: Tuple[int, int]) -> WarpSource:
    """An image that is resized as it is."""
    image = antialias(image, (sides[0] / image.shape[1], sides[1] / image.shape[0]))
    return WarpSource(image, None, (sides[0] / image.shape[1], sides[1] / image.shape[0]), sides)


def aligned_source(image: np.ndarray, matrix: np.ndarray, crop: int, side: int,
                   reach: float) -> WarpSource:
    """An image whose aligned crop is resized.

    Args:
        image (np.ndarray): uint8 ``(H, W, 3)``.
        matrix (np.ndarray): ``(2, 3)`` from it to the crop.
        crop (int): Side of the crop, pixels.
        side (int): Side after the resizing.
        reach (float): See :func:`mlcr_mm.alignment.face_region`.
    """
    factor = side / crop
    image, matrix = face_region(image, matrix, crop, min(factor, 1.), reach)
    return WarpSource(image, matrix, (factor, factor), (side, side))
