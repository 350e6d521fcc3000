"""Which faces a frame has: found by a detector, listed in a file, or the image itself."""
import os.path as osp
from functools import lru_cache
from typing import Any, Dict, List, Optional, Sequence

import numpy as np

from mlcr_mm.alignment import LandmarkTable, check_alignment, read_alignment
from mlcr_mm.face_detection import Detector

from .frame import FoundFace, Frame
from .tracker import FaceTracker

# In training all five points must lie inside the image; here a face at the border is kept while
# both eyes or most of the rest can be seen.
_LEAST_POINTS = 3
#: Digits of a box in the table. What the tracker sees is what is written, so that a run can go on.
_DIGITS = 2


class CropSource:
    """Each image is an aligned crop of one face.

    Args:
        expected (dict, optional): How the crops must be aligned, where they say it.
    """

    def __init__(self, expected: Optional[Dict[str, Any]] = None) -> None:
        self.expected = expected
        self._record = lru_cache(maxsize=64)(read_alignment)

    def __call__(self, frame: Frame) -> List[FoundFace]:
        """The crop as the only face.

        Raises:
            ValueError: If its folder says that it was aligned otherwise.
        """
        folder = osp.dirname(frame.input)
        record = self._record(folder or '.') if self.expected else None
        if record:
            check_alignment(record, self.expected, folder)
        height, width = frame.image.shape[:2]
        return [FoundFace((0., 0., float(width), float(height)), face_id=0)]

    def restore(self, frame: Frame, faces: Sequence[FoundFace]) -> None:
        """Nothing is carried from frame to frame."""


class DetectedSource:
    """All faces that a detector finds; in videos every person keeps a number.

    Args:
        detector (Detector): See :func:`mlcr_mm.face_detection.make_detector`.
    """

    def __init__(self, detector: Detector) -> None:
        self.detector = detector
        self._input, self._tracker = None, FaceTracker()

    def __call__(self, frame: Frame) -> List[FoundFace]:
        """Faces sorted by number; in an image the largest is number 0."""
        self._begin(frame)
        boxes, points, scores = self.detector(frame.image)
        boxes = boxes.astype(float).round(_DIGITS)
        numbers = self._tracker.update(boxes, frame.timestamp or 0.)
        faces = [
            FoundFace(tuple(box), point, float(score), number, _problem(point, frame.image))
            for box, point, score, number in zip(boxes.tolist(), points, scores, numbers)
        ]
        return sorted(faces, key=lambda face: face.face_id)

    def restore(self, frame: Frame, faces: Sequence[FoundFace]) -> None:
        """Take over the numbers of a frame of an earlier run, without its image."""
        self._begin(frame)
        self._tracker.restore([face.box for face in faces], [face.face_id for face in faces],
                              frame.timestamp or 0.)

    def _begin(self, frame: Frame) -> None:
        if frame.input != self._input:
            self._input, self._tracker = frame.input, FaceTracker()


class TableSource:
    """One face per image, its points from a file.

    Args:
        table (LandmarkTable): Names as in :class:`~mlcr_mm.inference.frame.Frame`.
    """

    def __init__(self, table: LandmarkTable) -> None:
        self.table = table

    def __call__(self, frame: Frame) -> List[FoundFace]:
        """The face; of a video, frames that the file leaves out have none.

        Raises:
            KeyError: If the file has no line for an image.
        """
        if frame.name not in self.table and frame.timestamp is not None:
            return []
        points = self.table[frame.name]
        left, top = points.min(axis=0)
        width, height = np.ptp(points, axis=0)
        box = tuple(np.array([left, top, width, height], float).round(_DIGITS).tolist())
        return [FoundFace(box, points, face_id=0, problem=_problem(points, frame.image))]

    def restore(self, frame: Frame, faces: Sequence[FoundFace]) -> None:
        """Nothing is carried from frame to frame."""


def _problem(points: np.ndarray, image: np.ndarray) -> str:
    height, width = image.shape[:2]
    inside = ((points >= -0.5) & (points <= np.array([width, height]) - 0.5)).all(axis=1)
    if inside.sum() < _LEAST_POINTS:
        return f'only {inside.sum()} of the five points of the face lie inside the image'
    return ''
