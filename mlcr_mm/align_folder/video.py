"""The frames of a video, and whether it ended too early."""
from typing import Callable, Iterator, Optional, Tuple

import cv2
import numpy as np

from .problem_log import FEWER_FRAMES

_MIN_SHARE = 0.95  # of the announced frames; players and codecs count a few more or less


class VideoFrames:
    """Goes through a video once, holding one frame at a time.

    Args:
        path (str): The file.
        every (int): Every how-many-th frame is given, from the first one on.

    Attributes:
        fault (tuple[str, str], optional): After the last frame: kind of problem and detail, if
            fewer frames came than the file announces.
    """

    def __init__(self, path: str, every: int) -> None:
        self.path = path
        self.every = every
        self.fault: Optional[Tuple[str, str]] = None

    def __iter__(self) -> Iterator[Tuple[int, Callable[[], Optional[np.ndarray]]]]:
        """Number, counted from 1, of each frame, and a function that reads it (None: it cannot)."""
        frame, announced = 0, 0
        try:
            video = cv2.VideoCapture(self.path)
            announced = video.get(cv2.CAP_PROP_FRAME_COUNT)
            announced = int(announced) if 0 < announced < 1e12 else 0
            while video.grab():  # decodes one frame and holds no other
                frame += 1
                if (frame - 1) % self.every == 0:
                    yield frame, lambda: _retrieve(video)
            video.release()
        except (cv2.error, SystemError, UnicodeError):  # names that are no text, broken streams
            announced = max(announced, frame + 1)
        if not frame or frame < _MIN_SHARE * announced:
            self.fault = 'unreadable', f'the video ends after {frame} of {announced} frames'
        elif frame < announced:
            self.fault = FEWER_FRAMES, (f'{frame} frames came, the file announces {announced}: it '
                                        'may lack its end')


def _retrieve(video: cv2.VideoCapture) -> Optional[np.ndarray]:
    try:
        is_decoded, image = video.retrieve()
    except cv2.error:
        return None
    return image if is_decoded else None
