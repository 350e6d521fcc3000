"""Refusing landmarks that give no right crop."""
from typing import Optional, Tuple

import numpy as np

from .plausibility import MAX_ROLL, find_implausible, measure_fit


class AlignmentError(ValueError):
    """An image that gets no crop.

    Args:
        problem (str): The kind, one word.
        detail (str): What is wrong, and what to do.
    """

    def __init__(self, problem: str, detail: str) -> None:
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail


def check_landmarks(points: np.ndarray, image_size: Optional[Tuple[int, ...]],
                    max_roll: float = MAX_ROLL) -> np.ndarray:
    """Landmarks that lie in the image and can be those of a face.

    Args:
        points (np.ndarray): ``(5, 2)``, see :mod:`mlcr_mm.alignment.template`.
        image_size (tuple[int, ...], optional): Height and width of the image in pixels; more is
            passed over. None if it is not known.
        max_roll (float): Degrees that the face may be turned; 180 for any. Defaults to 60.

    Returns:
        np.ndarray: The points.

    Raises:
        AlignmentError: 'landmarks_outside' or 'implausible'.
    """
    size = image_size and image_size[:2]
    # Half a pixel more: the border of the outermost pixels.
    if size and ((points < -0.5).any() or (points > np.array(size[::-1]) - 0.5).any()):
        raise AlignmentError('landmarks_outside', f'landmarks {points.round(1).tolist()} leave '
                             f'the image of {size[1]} x {size[0]} px')
    try:
        reason = find_implausible(measure_fit(points, size), max_roll)
    except ValueError as error:  # the points coincide
        reason = str(error)
    if reason:
        raise AlignmentError('implausible', reason)
    return points
