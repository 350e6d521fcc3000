"""Frames of a video with their true time stamps, one at a time."""
import logging
from typing import Any, Iterator, NamedTuple

import numpy as np

from .display_order import in_display_order
from .end import judge_end

VIDEO_SUFFIXES = ('.avi', '.mp4', '.mov', '.mkv', '.webm', '.m4v', '.mpg', '.mpeg', '.wmv',
                  '.mts', '.m2ts', '.ts', '.3gp', '.flv', '.ogv')

_SQUARE = 0.02  # how far the sides of a pixel may differ


class VideoError(ValueError):
    """A video that cannot be read, or not to its end."""


class ShortVideoError(VideoError):
    """A video of which all frames were given, and a few seem to be missing."""


class VideoFrame(NamedTuple):
    """A decoded frame.

    Attributes:
        number (int): From 0.
        timestamp (float): Seconds since the first frame, to the microsecond.
        image (np.ndarray): BGR, uint8 ``(H, W, 3)``, upright.
    """

    number: int
    timestamp: float
    image: np.ndarray


def read_video(path: str, every: int = 1, start: int = 0) -> Iterator[VideoFrame]:
    """Decode a video.

    The time stamps are those of the stream, so that a variable frame rate is right. A rotation that
    the container asks for is carried out; pixels that are not square stay as they are, with a
    warning. Of several video streams the first is taken, with a warning.

    Args:
        path (str): The file.
        every (int): Every how-many-th frame is given, from the first one on. Defaults to 1.
        start (int): First frame that is given; those before it are decoded only. Defaults to 0.

    Yields:
        VideoFrame: Frames.

    Raises:
        VideoError: If it is no video or breaks off; the frames before are given. A ShortVideoError
            if only a few frames seem to be missing.
        ImportError: If PyAV is missing.
    """
    try:
        import av
        from av.error import FFmpegError
    except ImportError as error:
        raise ImportError('videos need the package av: pip install "mlcr_mm[infer]"') from error
    number = 0
    try:
        # Titles and names need not be UTF-8.
        with av.open(path, metadata_errors='replace') as container:
            stream = _stream_of(container, path)
            stream.thread_type = 'AUTO'
            _warn_of_pixels(path, stream)
            first = last = None
            for frame, time in in_display_order(container, stream):
                first = time if first is None else first
                # Where an MPEG stream is damaged, times may run backwards.
                last = time = time if last is None else max(time, last)
                if number >= start and not number % every:
                    yield VideoFrame(number, round(time - first, 6), _upright(frame))
                number += 1
            end = judge_end(container, stream, number, first, last)
    except VideoError:
        raise
    except (FFmpegError, OSError, ValueError, ArithmeticError, MemoryError) as error:
        where = f'the video breaks off after {number} frames' if number else (
            'the file cannot be decoded as a video')
        reason = getattr(error, 'strerror', None) or error
        raise VideoError(f'{where}: {reason}') from error
    if end.doubt:
        logging.getLogger('mlcr_mm').warning('%s: %s', path, end.doubt)
    if end.missing:
        raise (VideoError if end.breaks_off else ShortVideoError)(end.missing)


def _stream_of(container: Any, path: str) -> Any:
    """The first video stream; the cover of a song or film is none."""
    from av.stream import Disposition
    streams = [stream for stream in container.streams.video
               if not stream.disposition & Disposition.attached_pic]
    if not streams:
        raise VideoError('the file has no video stream')
    if len(streams) > 1:
        logging.getLogger('mlcr_mm').warning(
            '%s has %d video streams; the first one is read. ffmpeg -i IN -map 0:v:1 -c copy OUT '
            'takes out the second', path, len(streams))
    return streams[0]


def _warn_of_pixels(path: str, stream: Any) -> None:
    ratio = stream.sample_aspect_ratio or 1
    if abs(ratio - 1) > _SQUARE:
        # Landmark files are measured on the pixels as they are stored: no resizing here.
        logging.getLogger('mlcr_mm').warning(
            '%s: its pixels are %s : %s, not square, so that faces are read squeezed or stretched; '
            "ffmpeg -i IN -vf 'scale=iw*sar:ih,setsar=1' OUT mends it", path, ratio.numerator,
            ratio.denominator)


def _upright(frame: Any) -> np.ndarray:
    image = frame.to_ndarray(format='bgr24')
    quarters = round(getattr(frame, 'rotation', 0) / 90) % 4  # counter-clockwise
    return np.ascontiguousarray(np.rot90(image, quarters)) if quarters else image
