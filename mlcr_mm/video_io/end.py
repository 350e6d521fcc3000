"""Whether a video came to its end."""
from typing import Any, NamedTuple, Optional

from .matroska_size import is_whole
from .mp4_boxes import last_fragment_is_cut

# Containers announce a number of frames that is often a few off: a video breaks off if frames and
# time are missing, this share of them, and this many seconds.
_SHARE, _SECONDS = 0.05, 0.1
# The last frame lasts about an interval; what AVI has for it are empty frames.
_INTERVALS = 1.5


class VideoEnd(NamedTuple):
    """What came of a video.

    Attributes:
        missing (str): What seems to be missing; empty if nothing is.
        breaks_off (bool): Whether that is too much for an inexact announcement.
        doubt (str): What users should know of a file that is as long as it says.
    """

    missing: str = ''
    breaks_off: bool = False
    doubt: str = ''


def judge_end(container: Any, stream: Any, frames: int, first: Optional[float],
              last: Optional[float]) -> VideoEnd:
    """Compare the frames that came with what the file announces.

    Frames count as missing only where time is missing, too: AVI announces its empty frames, and an
    edit list of MP4 or MOV leaves out frames that are announced.

    Args:
        container (av.container.InputContainer): The file.
        stream (av.video.stream.VideoStream): Its video.
        frames (int): Frames that came.
        first (float, optional): Time stamp of the first one, in seconds; None if none came.
        last (float, optional): Of the last one.

    Returns:
        VideoEnd: What is missing.
    """
    announced = stream.frames
    if not frames:
        return VideoEnd(f'the video ends after 0 of {announced} frames', True)
    if 'mp4' in container.format.name and frames >= announced:
        is_cut = last_fragment_is_cut(container.name)
        return VideoEnd('the video breaks off: its last fragment is cut' if is_cut else '', is_cut)
    if announced:
        end, came = _announced_seconds(container, stream), last - first
        is_short = frames < announced
        is_much = frames < (1 - _SHARE) * announced
        what = f'{frames} of {announced} frames'
    else:
        # Matroska's ends at the last time stamp, wherever the first one is.
        end, came = _tagged_seconds(stream), last
        is_short = is_much = end is not None
        what = f'{came:.2f} of {end:.2f} s' if is_short else ''
    interval = (last - first) / (frames - 1) if frames > 1 else 1 / float(stream.average_rate or 1)
    if not is_short or (end is not None and end - came <= _INTERVALS * interval):
        return VideoEnd()
    if not announced and is_whole(container.name):
        return VideoEnd(doubt=f'the frames end after {what}: the last one is shown for long, or '
                        'frames are damaged')
    if is_much and (end is None or came < (1 - _SHARE) * end - _SECONDS):
        return VideoEnd(f'the video ends after {what}', True)
    return VideoEnd(f'the video may lack its end: {what} came')


def _announced_seconds(container: Any, stream: Any) -> Optional[float]:
    if 'mp4' in container.format.name and stream.duration:
        return float(stream.duration * stream.time_base)  # without what an edit list leaves out
    # The duration of a cut AVI is that of what is left.
    return float(stream.frames / stream.average_rate) if stream.average_rate else None


def _tagged_seconds(stream: Any) -> Optional[float]:
    """What FFmpeg and mkvmerge write into Matroska and WebM, e.g. '00:01:02.500000000'."""
    try:
        hours, minutes, seconds = stream.metadata.get('DURATION', '').split(':')
        return 3600 * int(hours) + 60 * int(minutes) + float(seconds)
    except ValueError:
        return None
