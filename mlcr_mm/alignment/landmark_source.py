"""Where the landmarks of an image come from: a detector or a file."""
from hashlib import blake2b
from typing import List, NamedTuple, Optional, Tuple

import numpy as np

from mlcr_mm.face_detection import Detector

from .landmark_check import AlignmentError, check_landmarks
from .landmark_table import LandmarkTable
from .plausibility import MAX_ROLL

#: A face is whole up to this share of its box outside of the image: detectors frame it loosely.
MAX_OUTSIDE = 0.05


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


class DetectedLandmarks:
    """The largest face that a detector finds; those that the image cuts come last.

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
        errors: List[AlignmentError] = []
        is_cut = _share_outside(boxes, image.shape) > MAX_OUTSIDE
        for index in np.lexsort([-boxes[:, 2] * boxes[:, 3], is_cut]):  # whole ones, then by size
            try:
                # What was detected may be turned by any angle: the crop is upright.
                whole = check_landmarks(points[index], image.shape, max_roll=180)
            except AlignmentError as error:
                errors.append(error)
                continue
            return FaceLandmarks(whole, len(boxes), float(scores[index]))
        raise errors[0]

    def key(self, name: str) -> str:
        """What tells crops of this source from those of others: any detector will do."""
        return 'detected'


def _share_outside(boxes: np.ndarray, shape: Tuple[int, ...]) -> np.ndarray:
    """Of N boxes (left, top, width, height), the shares of their areas outside of an image."""
    start, size = boxes[:, :2], boxes[:, 2:4]
    inside = np.minimum(start + size, shape[1::-1]) - np.maximum(start, 0)
    return 1 - np.prod(np.clip(inside, 0, None), axis=1) / np.maximum(np.prod(size, axis=1), 1e-9)


class TableLandmarks:
    """Landmarks from a file.

    Args:
        table (LandmarkTable): Its names are those that the source is asked for.
        max_roll (float): Degrees that a face may be turned; 180 if the landmarks are those of
            stored pixels, which EXIF may turn by any angle. Defaults to 60.
    """

    def __init__(self, table: LandmarkTable, max_roll: float = MAX_ROLL) -> None:
        self.table = table
        self.max_roll = max_roll

    def __call__(self, image: np.ndarray, name: str) -> FaceLandmarks:
        """Landmarks of an image; AlignmentError if the file has none, or they cannot be right."""
        if name not in self.table:
            first = next(iter(self.table.rows))
            raise AlignmentError('no_landmarks', f'{self.table.source} has no line for {name}; its '
                                 f'first line is for {first}, and --root must be the folder that '
                                 'its names are relative to')
        return FaceLandmarks(check_landmarks(self.table[name], image.shape, self.max_roll), 1)

    def check_video(self, video: str) -> None:
        """Raise an AlignmentError if the file names the frames of a video otherwise.

        Args:
            video (str): See :meth:`LandmarkTable.has_frames`.
        """
        try:
            self.table.has_frames(video)
        except ValueError as error:
            raise AlignmentError('no_landmarks', str(error)) from error

    def key(self, name: str) -> Optional[str]:
        """What changes with the landmarks of an image; None if the file does not name it."""
        if name not in self.table:
            return None
        stored = 'stored' if self.max_roll == 180 else ''
        return blake2b(self.table[name].tobytes() + stored.encode(), digest_size=8).hexdigest()
