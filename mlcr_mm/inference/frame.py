"""What goes in and what comes out, one image or frame at a time."""
from typing import List, NamedTuple, Optional, Tuple

import numpy as np

from mlcr_mm.evaluation.decision import decide

#: Digits of a box, in pixels: what a tracker sees is what is written, so that a run can go on.
BOX_DIGITS = 2


class Frame(NamedTuple):
    """An image, or a frame of a video or camera.

    Attributes:
        input (str): The file, as it was named.
        number (int): Frame number, from 0; 0 for an image.
        timestamp (float, optional): Seconds since the first frame; None for an image.
        image (np.ndarray, optional): BGR, uint8 ``(H, W, 3)``; None if it cannot be read, or is no
            longer needed.
        name (str): Its name in landmark files.
        error (str): Why it cannot be read.
        size (tuple[int, int], optional): Height and width of the whole image, where ``image`` was
            decoded smaller; None: those of ``image``.
    """

    input: str
    number: int = 0
    timestamp: Optional[float] = None
    image: Optional[np.ndarray] = None
    name: str = ''
    error: str = ''
    size: Optional[Tuple[int, int]] = None


class FoundFace(NamedTuple):
    """A face in a frame.

    Attributes:
        box (tuple, optional): Left, top, width, height in pixels of the frame.
        points (np.ndarray, optional): ``(5, 2)``; None: the image is an aligned crop already.
        confidence (float, optional): Score of the detector, in [0, 1].
        face_id (int, optional): The same person in every frame of a video.
        problem (str): Why there is no crop of it.
    """

    box: Optional[Tuple[float, float, float, float]] = None
    points: Optional[np.ndarray] = None
    confidence: Optional[float] = None
    face_id: Optional[int] = None
    problem: str = ''


class FaceRow(NamedTuple):
    """A row of the table: one face, or a frame without one.

    Attributes:
        frame (Frame): Where it is.
        face (FoundFace, optional): None where there is none.
        probabilities (np.ndarray, optional): ``(C,)``; None without a face.
        disagreement (np.ndarray, optional): ``(C,)``, absolute difference of the two networks'
            probabilities; None for a model of one network.
        error (str): Why the input could not be worked on, though it should.
    """

    frame: Frame
    face: Optional[FoundFace] = None
    probabilities: Optional[np.ndarray] = None
    disagreement: Optional[np.ndarray] = None
    error: str = ''

    @property
    def success(self) -> bool:
        """bool: Whether there are values."""
        return self.probabilities is not None

    @property
    def problem(self) -> str:
        """str: Why there are no values, if there is more to say than that there is no face."""
        return self.error or (self.face.problem if self.face else '')

    @property
    def decisions(self) -> Optional[np.ndarray]:
        """np.ndarray | None: Booleans ``(C,)``."""
        return None if self.probabilities is None else decide(self.probabilities)


class FrameResult(NamedTuple):
    """The rows of a frame, at least one."""

    frame: Frame
    rows: List[FaceRow]
