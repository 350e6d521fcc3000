"""The aligned crop of a face."""
import cv2
import numpy as np

from .face_region import face_region
from .similarity import fit_similarity
from .template import DEFAULT_SIZE, template_points


def align_face(image: np.ndarray, points: np.ndarray, size: int = DEFAULT_SIZE) -> np.ndarray:
    """Warp an image so that its landmarks come to lie on the template.

    Bicubic, as SeetaFace's aligner, and smoothed first where the face is larger than in the crop;
    what lies outside the image is black.

    Args:
        image (np.ndarray): ``(H, W, 3)`` or ``(H, W)``, any channel order.
        points (np.ndarray): ``(5, 2)``, see :mod:`mlcr_mm.alignment.template`.
        size (int): Side of the crop in pixels. Defaults to 240.

    Returns:
        np.ndarray: ``(size, size, 3)`` or ``(size, size)``, of the image's type.

    Raises:
        ValueError: If the points coincide.
    """
    matrix = fit_similarity(points, template_points(size))
    image, matrix = face_region(image, matrix, size)
    return cv2.warpAffine(image, matrix, (size, size), flags=cv2.INTER_CUBIC,
                          borderMode=cv2.BORDER_CONSTANT)
