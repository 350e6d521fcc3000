"""Smoothing an image before it is sampled more coarsely."""
from typing import Tuple

import cv2
import numpy as np

#: Gaussian blur before shrinking by f: sigma = BLUR * sqrt(1 / f**2 - 1) source pixels.
BLUR = 0.3
_NO_BLUR = 0.25  # a sigma that gives the neighbour less than 1/2000 of the weight


def antialias(image: np.ndarray, factors: Tuple[float, float]) -> np.ndarray:
    """Make an image ready for shrinking, so that it does not alias.

    It is halved by the mean of 2 x 2 pixels as often as it stays at least as large as what is to
    come of it, and blurred for the rest of the way.

    Args:
        image (np.ndarray): uint8 ``(H, W, 3)``.
        factors (tuple[float, float]): Of the resizing to come, along x and y; 1 and more need
            nothing.

    Returns:
        np.ndarray: The image itself, or another one of the same scene, at most as large.
    """
    height, width = image.shape[:2]
    halvings = [0, 0]
    for axis, side in enumerate((width, height)):
        while factors[axis] * 2**(halvings[axis] + 1) <= 1:
            halvings[axis] += 1
        while side >> halvings[axis] < 1:
            halvings[axis] -= 1
    if any(halvings):
        sides = (width >> halvings[0], height >> halvings[1])
        image = cv2.resize(image, sides, interpolation=cv2.INTER_AREA)
        factors = (factors[0] * width / sides[0], factors[1] * height / sides[1])
    sigmas = [BLUR * np.sqrt(max(1 / factor**2 - 1, 0.)) for factor in factors]
    if max(sigmas) < _NO_BLUR:
        return image
    return cv2.GaussianBlur(image, (0, 0), max(sigmas[0], 1e-3), sigmaY=max(sigmas[1], 1e-3),
                            borderType=cv2.BORDER_REFLECT_101)
