"""The frames of a video, and whether it ended too early."""
from typing import Iterator, Optional, Tuple

import numpy as np

from mlcr_mm.video_io import ShortVideoError, VideoError, read_video

from .record_log import FEWER_FRAMES


class VideoFrames:
    """Goes through a video once, holding one frame at a time.

    Args:
        path (str): The file.
        every (int): Every how-many-th frame is given, from the first one on.

    Attributes:
        fault (tuple[str, str], optional): After the last frame: kind of problem and detail, if the
            video cannot be read or fewer frames came than the file announces.
    """

    def __init__(self, path: str, every: int) -> None:
        self.path = path
        self.every = every
        self.fault: Optional[Tuple[str, str]] = None

    def __iter__(self) -> Iterator[Tuple[int, np.ndarray]]:
        """Number, counted from 1, and image of each frame: BGR, uint8 ``(H, W, 3)``."""
        try:
            for frame in read_video(self.path, self.every):
                yield frame.number + 1, frame.image
        except ShortVideoError as error:
            self.fault = FEWER_FRAMES, str(error)
        except VideoError as error:
            self.fault = 'unreadable', str(error)
        except (ValueError, UnicodeError) as error:  # names that no file can have
            self.fault = 'unreadable', f'the video cannot be opened: {error}'
