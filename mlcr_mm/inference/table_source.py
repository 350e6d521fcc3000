"""Faces that a landmark file lists."""
from typing import Dict, List, Sequence

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
        self._has_frames: Dict[str, bool] = {}  # by the folder that a video is in the file

    def __call__(self, frame: Frame) -> List[FoundFace]:
        """The face; of a video, frames that the file leaves out have none.

        Raises:
            KeyError: If the file has no line for an image, or for any frame of a video.
        """
        if frame.name not in self.table and self._is_of_known_video(frame):
            return []
        points = self.table[frame.name]
        left, top = points.min(axis=0)
        width, height = np.ptp(points, axis=0)
        box = tuple(np.array([left, top, width, height], float).round(BOX_DIGITS).tolist())
        return [FoundFace(box, points, face_id=0, problem=_problem(points, frame.image))]

    def _is_of_known_video(self, frame: Frame) -> bool:
        if frame.timestamp is None:
            return False
        folder = frame.name[:frame.name.rfind('/') + 1]
        if folder not in self._has_frames:
            self._has_frames[folder] = any(name.startswith(folder) for name in self.table.rows)
        return self._has_frames[folder]

    def restore(self, frame: Frame, faces: Sequence[FoundFace]) -> None:
        """Nothing is carried from frame to frame."""


def _problem(points: np.ndarray, image: np.ndarray) -> str:
    """As in training, but that a face may leave the image a little."""
    try:
        check_landmarks(points, None)
    except AlignmentError as error:
        return error.detail
    return border_problem(points, image)
