"""Faces at the border of an image."""
import numpy as np

# In training all five points must lie inside the image; here a face is kept while most of it can be
# seen.
_LEAST_POINTS = 3


def border_problem(points: np.ndarray, image: np.ndarray) -> str:
    """Say what is wrong with a face that is hardly in the image.

    Args:
        points (np.ndarray): ``(5, 2)``, pixels.
        image (np.ndarray): ``(H, W, 3)``.

    Returns:
        str: '' while at least three of the points lie inside.
    """
    height, width = image.shape[:2]
    inside = ((points >= -0.5) & (points <= np.array([width, height]) - 0.5)).all(axis=1)
    if inside.sum() < _LEAST_POINTS:
        return f'only {inside.sum()} of the five points of the face lie inside the image'
    return ''
