"""Faces that a detector finds."""
from typing import List, Optional, Sequence

from mlcr_mm.face_detection import Detector

from .border import border_problem
from .frame import BOX_DIGITS, FoundFace, Frame
from .tracker import FaceTracker


class DetectedSource:
    """All faces that a detector finds; in videos every person keeps a number.

    Args:
        detector (Detector): See :func:`mlcr_mm.face_detection.make_detector`.
    """

    def __init__(self, detector: Detector) -> None:
        self.detector = detector
        self._tracker = FaceTracker()
        self._last: Optional[Frame] = None

    def __call__(self, frame: Frame) -> List[FoundFace]:
        """Faces sorted by number; in an image the largest is number 0."""
        self._begin(frame)
        boxes, points, scores = self.detector(frame.image)
        boxes = boxes.astype(float).round(BOX_DIGITS)
        numbers = self._tracker.update(boxes, frame.timestamp or 0.)
        faces = [
            FoundFace(tuple(box), point, float(score), number, border_problem(point, frame.image))
            for box, point, score, number in zip(boxes.tolist(), points, scores, numbers)
        ]
        return sorted(faces, key=lambda face: face.face_id)

    def restore(self, frame: Frame, faces: Sequence[FoundFace]) -> None:
        """Take over the numbers of a frame of an earlier run, without its image."""
        self._begin(frame)
        self._tracker.restore([face.box for face in faces], [face.face_id for face in faces],
                              frame.timestamp or 0.)

    def _begin(self, frame: Frame) -> None:
        last, self._last = self._last, frame._replace(image=None)
        # An image has nothing before it; a video may be read once more. The clock of a broken one
        # may jump back while the numbers go on; whoever makes frames may leave the numbers out.
        if (last is None or frame.timestamp is None or last.timestamp is None
                or frame.input != last.input
                or (frame.number, frame.timestamp) <= (last.number, last.timestamp)):
            self._tracker = FaceTracker()
