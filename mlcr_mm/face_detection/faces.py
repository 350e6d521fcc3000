"""What a detector finds in an image."""
from typing import Callable, NamedTuple

import cv2
import numpy as np

_SAME_FACE = 0.3  # intersection over union from which two boxes are one face


class Faces(NamedTuple):
    """The F faces of an image; F may be 0.

    Attributes:
        boxes (np.ndarray): ``(F, 4)``, left, top, width, height in pixels of the image.
        points (np.ndarray): ``(F, 5, 2)``, pixels, see :mod:`mlcr_mm.alignment.template`.
        scores (np.ndarray): ``(F,)`` in [0, 1].
    """

    boxes: np.ndarray
    points: np.ndarray
    scores: np.ndarray

    def moved(self, scale: float, left: int, top: int) -> 'Faces':
        """The faces in the image that this one is a part of, shrunk by ``scale``."""
        corner = np.array([left, top], np.float32)
        boxes = self.boxes.astype(np.float32)
        boxes[:, :2] += corner
        # resize maps pixel centres: x_small + 0.5 = scale * (x + 0.5).
        points = (self.points + corner + 0.5) / scale - 0.5
        return Faces(boxes / scale, points.astype(np.float32), self.scores)


#: BGR, uint8 ``(H, W, 3)`` to faces.
Detector = Callable[[np.ndarray], Faces]


def no_faces() -> Faces:
    """Of an image without any."""
    return Faces(np.empty((0, 4), np.float32), np.empty((0, 5, 2), np.float32),
                 np.empty(0, np.float32))


def merge_faces(parts: 'list[Faces]') -> Faces:
    """The faces of overlapping parts of one image; of one face found twice, the better."""
    faces = Faces(*(np.concatenate(values) for values in zip(no_faces(), *parts)))
    keep = cv2.dnn.NMSBoxes(faces.boxes.tolist(), faces.scores.tolist(), 0., _SAME_FACE)
    keep = np.asarray(keep, int).reshape(-1)
    return Faces(*(values[keep] for values in faces))
