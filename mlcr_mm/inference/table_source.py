"""Faces that a landmark file lists."""
from typing import List, Sequence

import numpy as np

from mlcr_mm.alignment import AlignmentError, LandmarkTable, check_landmarks

from .border import border_problem
from .frame import BOX_DIGITS, FoundFace, Frame


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
            KeyError: If the file has no line for an image, or for any frame of a video.
            ValueError: If it names the frames of a video otherwise, or the frame has no name.
        """
        if not frame.name:
            raise ValueError('an array has no name, by which the landmark file could have its '
                             'points: give the path of its file')
        is_known = frame.timestamp is not None and self.table.has_frames(
            frame.name.rpartition('/')[0])
        if is_known and frame.name not in self.table:
            return []
        points = self.table[frame.name]
        left, top = points.min(axis=0)
        width, height = np.ptp(points, axis=0)
        box = tuple(np.array([left, top, width, height], float).round(BOX_DIGITS).tolist())
        return [FoundFace(box, points, face_id=0, problem=_problem(points, frame.image))]

    def restore(self, frame: Frame, faces: Sequence[FoundFace]) -> None:
        """Nothing is carried from frame to frame."""


def _problem(points: np.ndarray, image: np.ndarray) -> str:
    """As in training, but that a face may leave the image a little."""
    try:
        check_landmarks(points, None)
    except AlignmentError as error:
        return error.detail
    return border_problem(points, image)
