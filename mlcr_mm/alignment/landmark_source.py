"""Where the landmarks of an image come from: a detector or a file."""
from typing import NamedTuple, Optional

import numpy as np

from mlcr_mm.face_detection import Detector

from .landmark_table import LandmarkTable


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


class FaceLandmarks(NamedTuple):
    """Landmarks of one face.

    Attributes:
        points (np.ndarray): ``(5, 2)``, pixels, see :mod:`mlcr_mm.alignment.template`.
        num_faces (int): How many faces the image has.
        score (float, optional): Of the detector, in [0, 1]; None without one.
    """

    points: np.ndarray
    num_faces: int
    score: Optional[float] = None


def _check_inside(points: np.ndarray, image: np.ndarray) -> np.ndarray:
    height, width = image.shape[:2]
    # Half a pixel more: the border of the outermost pixels.
    if (points < -0.5).any() or (points > np.array([width, height]) - 0.5).any():
        raise AlignmentError('landmarks_outside', f'landmarks {points.round(1).tolist()} leave '
                             f'the image of {width} x {height} px')
    return points


class DetectedLandmarks:
    """The largest face that a detector finds.

    Args:
        detector (Detector): Image to faces, see :func:`mlcr_mm.face_detection.make_detector`.
    """

    def __init__(self, detector: Detector) -> None:
        self.detector = detector

    def __call__(self, image: np.ndarray, name: str) -> FaceLandmarks:
        """Landmarks of an image; AlignmentError if it has no face that is wholly inside."""
        boxes, points, scores = self.detector(image)
        if not len(boxes):
            raise AlignmentError('no_face', 'the detector finds no face; a lower score threshold '
                                 'may')
        largest = int(np.argmax(boxes[:, 2] * boxes[:, 3]))
        return FaceLandmarks(_check_inside(points[largest], image), len(boxes),
                             float(scores[largest]))


class TableLandmarks:
    """Landmarks from a file.

    Args:
        table (LandmarkTable): Its names are those that the source is asked for.
    """

    def __init__(self, table: LandmarkTable) -> None:
        self.table = table

    def __call__(self, image: np.ndarray, name: str) -> FaceLandmarks:
        """Landmarks of an image; AlignmentError if the file has none, or they leave the image."""
        if name not in self.table:
            raise AlignmentError('no_landmarks', f'{self.table.source} has no line for {name}')
        return FaceLandmarks(_check_inside(self.table[name], image), 1)
