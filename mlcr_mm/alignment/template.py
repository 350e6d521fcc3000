"""Where the five landmarks lie in an aligned crop.

Conventions of the package: five points in the order of :data:`POINT_NAMES`, "left" being the left
of the *image* (smaller x); pixel coordinates ``(x, y)``, y downwards, pixel centres at whole
numbers (OpenCV's convention).
"""
import numpy as np

TEMPLATE_NAME = 'seetaface'
#: Side of a crop in pixels, as in the paper.
DEFAULT_SIZE = 240
POINT_NAMES = ('left_eye', 'right_eye', 'nose', 'left_mouth', 'right_mouth')

_REFERENCE_SIZE = 256
# SeetaFace's reference points in a crop of 256 x 256.
_REFERENCE = ((89.3095, 72.9025), (169.3095, 72.9025), (127.8949, 127.0441), (96.8796, 184.8907),
              (159.1065, 184.7601))


def template_points(size: int = DEFAULT_SIZE) -> np.ndarray:
    """The reference points in a square crop.

    Args:
        size (int): Side of the crop in pixels. Defaults to 240.

    Returns:
        np.ndarray: float64 ``(5, 2)``, in pixels of the crop.
    """
    return np.array(_REFERENCE) * (size / _REFERENCE_SIZE)
