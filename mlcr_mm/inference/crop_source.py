"""Images that are aligned crops already."""
import os.path as osp
from functools import lru_cache
from typing import Any, Dict, List, Optional, Sequence

from mlcr_mm.alignment import check_alignment, read_alignment

from .frame import FoundFace, Frame


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
        height, width = frame.size or frame.image.shape[:2]
        return [FoundFace((0., 0., float(width), float(height)), face_id=0)]

    def restore(self, frame: Frame, faces: Sequence[FoundFace]) -> None:
        """Nothing is carried from frame to frame."""
