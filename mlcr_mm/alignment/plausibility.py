"""Whether five landmarks can be those of a face that is upright in its image.

A landmark file in other units, with exchanged points, or for a turned photo gives crops that look
like nothing, and no error. What such files have in common is measured here, once for all users.
"""
from typing import NamedTuple, Optional, Tuple

import cv2
import numpy as np

from .similarity import fit_similarity
from .template import DEFAULT_SIZE, template_points

# Set between what the rendered faces of two databases have with all their poses, and what wrong
# files give: tests/test_alignment/test_plausibility.py holds both against them.
MIN_EYE_DISTANCE = 8.  # px
MAX_RESIDUAL = 0.35  # eye distances
MAX_ROLL = 60.  # degrees
MIN_INSIDE = 0.25  # share of the crop


class AlignmentFit(NamedTuple):
    """How landmarks lie.

    Attributes:
        eye_distance (float): Pixels of the image.
        residual (float): Root mean square of the distance to the template after the similarity
            fit, in distances of the template's eyes.
        mirrored_residual (float): The same if a reflection comes before the fit.
        roll (float): Degrees that the face is turned in the image plane, -180 to 180; 0 is upright.
        inside (float): Share of the crop that lies in the image, 0 to 1.
    """

    eye_distance: float
    residual: float
    mirrored_residual: float
    roll: float
    inside: float


def measure_fit(points: np.ndarray, image_size: Optional[Tuple[int, int]] = None) -> AlignmentFit:
    """Measure the fit of landmarks to the template.

    Args:
        points (np.ndarray): ``(5, 2)``, see :mod:`mlcr_mm.alignment.template`.
        image_size (tuple[int, int], optional): Height and width of the image in pixels. Defaults to
            None: unknown, ``inside`` is 1.

    Returns:
        AlignmentFit: The measures.

    Raises:
        ValueError: If the points coincide.
    """
    points, template = np.asarray(points, np.float64), template_points(DEFAULT_SIZE)
    matrix = fit_similarity(points, template)
    inside = 1. if image_size is None else _share_inside(matrix, *image_size)
    return AlignmentFit(
        float(np.linalg.norm(points[1] - points[0])), _residual(points, matrix),
        _residual(points * [-1, 1], fit_similarity(points * [-1, 1], template)),
        float(np.rad2deg(np.arctan2(-matrix[1, 0], matrix[0, 0]))), inside)


def find_implausible(fit: AlignmentFit, max_roll: float = MAX_ROLL) -> str:
    """Say why landmarks cannot be right.

    Args:
        fit (AlignmentFit): Of :func:`measure_fit`.
        max_roll (float): Degrees that a face may be turned; 180 for any. Defaults to 60.

    Returns:
        str: The reason and what may be wrong with the file; '' if the landmarks are plausible.
    """
    if not np.isfinite(fit).all():
        return 'the landmarks are no numbers of pixels'
    if fit.eye_distance < MIN_EYE_DISTANCE:
        return (f'the eyes are {fit.eye_distance:.3g} px apart, at least {MIN_EYE_DISTANCE:g} are '
                'needed; coordinates are pixels of the image, not shares of it')
    if fit.residual > MAX_RESIDUAL:
        what = ('they fit a mirrored face: left and right are exchanged'
                if fit.mirrored_residual < min(MAX_RESIDUAL, 0.6 * fit.residual) else
                'points are exchanged or lie elsewhere')
        return (f'the landmarks are {fit.residual:.2f} eye distances away from those of a face, at '
                f'most {MAX_RESIDUAL:g} are plausible; {what}')
    if abs(fit.roll) > max_roll:
        return (f'the face is turned by {fit.roll:.0f} degrees, at most {max_roll:g} are '
                'plausible; were the landmarks measured on the stored pixels of a photo that its '
                'EXIF entry turns?')
    if fit.inside < MIN_INSIDE:
        return (f'{100 * fit.inside:.0f} % of the crop lie in the image, at least '
                f'{100 * MIN_INSIDE:.0f} % are needed; do the landmarks belong to this image?')
    return ''


def _residual(points: np.ndarray, matrix: np.ndarray) -> float:
    template = template_points(DEFAULT_SIZE)
    away = points @ matrix[:, :2].T + matrix[:, 2] - template
    return float(np.sqrt((away**2).sum(axis=1).mean()) / np.linalg.norm(template[1] - template[0]))


def _share_inside(matrix: np.ndarray, height: int, width: int) -> float:
    """Area of the crop's square that the image covers."""
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]]) - 0.5
    image = (corners @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
    crop = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) * DEFAULT_SIZE - 0.5
    if not np.isfinite(image).all() or np.abs(image).max() > 1e7:
        return 0.
    area, _ = cv2.intersectConvexConvex(image, crop)
    return float(area) / DEFAULT_SIZE**2
