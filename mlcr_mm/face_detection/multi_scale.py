"""Looking for faces of any size with a detector that knows a range of sizes."""
from itertools import product
from typing import List

import cv2
import numpy as np

from .faces import Detector, Faces, merge_faces, no_faces

#: Longest side of an image that a detector is given.
CANVAS = 640
# A face that fills a large image is too large for a detector in the first view; one of 100 px in
# 4000 is too small, and is looked for in tiles of a larger view.
_SHRUNK, _ENLARGED = CANVAS // 2, 2.5 * CANVAS
# A face that a tile cuts is whole in the next one, up to this size; a larger one was found before.
_OVERLAP = CANVAS // 4


def detect_multi_scale(detect: Detector, image: np.ndarray) -> Faces:
    """Find the faces of an image, at a second and third scale if there are none at the first.

    Args:
        detect (Callable): Finds the faces of an image of at most 640 px.
        image (np.ndarray): BGR, uint8 ``(H, W, 3)``.

    Returns:
        Faces: Of the first of the scales 640 px, 320 px, tiles of 1600 px (longest side; never
        enlarged) that shows any.
    """
    longest, tried = max(image.shape[:2]), None
    for side in (CANVAS, _SHRUNK, _ENLARGED):
        scale = min(1., side / longest)
        if scale == tried:
            continue  # nothing would change
        if min(image.shape[:2]) * scale < 1:
            faces = no_faces()  # nothing is left of the shorter side, and no face is so narrow
            continue
        small = image if scale == 1 else cv2.resize(
            image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        faces = _detect_in_tiles(detect, small, scale)
        if len(faces.boxes):
            return faces
        tried = scale if tried is None else tried
    return faces


def _detect_in_tiles(detect: Detector, image: np.ndarray, scale: float) -> Faces:
    parts: List[Faces] = []
    for top, left in product(*map(_tile_starts, image.shape[:2])):
        tile = image[top:top + CANVAS, left:left + CANVAS]
        parts.append(detect(np.ascontiguousarray(tile)).moved(scale, left, top))
    return parts[0] if len(parts) == 1 else merge_faces(parts)


def _tile_starts(length: int) -> List[int]:
    if length <= CANVAS:
        return [0]
    count = -(-(length - _OVERLAP) // (CANVAS - _OVERLAP))
    return np.linspace(0, length - CANVAS, count).round().astype(int).tolist()
