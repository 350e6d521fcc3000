"""What may be handed to the page."""
import os.path as osp
from typing import Sequence

from mlcr_mm.files import readable_suffixes
from mlcr_mm.video_io import VIDEO_SUFFIXES

SUFFIXES = (*readable_suffixes(), *VIDEO_SUFFIXES)
MAX_FILES, MAX_MEGABYTES = 8, 64
#: Frames of all files together.
MAX_FRAMES = 300


class UploadError(ValueError):
    """Files that the page does not take; the message is for whoever sees the page."""


def check_uploads(paths: Sequence[str]) -> None:
    """Refuse files by number, size and name; whether they can be read is found out later.

    The page asks browsers for the same, but what a browser sends cannot be relied on.

    Args:
        paths (Sequence[str]): The files.

    Raises:
        UploadError: If there is none, there are too many, or one is too large or of another kind.
    """
    if not paths:
        raise UploadError('Choose a picture or a video, or take one with the camera.')
    if len(paths) > MAX_FILES:
        raise UploadError(f'{len(paths)} files: at most {MAX_FILES} at a time.')
    for path in paths:
        name = osp.basename(path)
        if not name.lower().endswith(SUFFIXES):
            raise UploadError(f'{name} is no picture or video by its name; these are taken: '
                              f'{", ".join(SUFFIXES)}.')
        if osp.getsize(path) > MAX_MEGABYTES * 1e6:
            raise UploadError(f'{name} is larger than {MAX_MEGABYTES} MB.')
