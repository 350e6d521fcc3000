"""Frames of a stream with their times, both in the order in which they are shown."""
from collections import deque
from heapq import heappop, heappush
from typing import Any, Deque, Iterator, List, Tuple

# These containers tell when a frame is to be decoded, which is earlier or later than it is shown
# where frames are predicted from later ones (B-frames). The decoder hands frames over as they are
# shown, each with another one's time: the times are right, their order is not.
_TIMED_BY_DECODING = ('avi', 'asf')
_MOST_REORDERED = 16  # frames, of H.264 and H.265


def in_display_order(container: Any, stream: Any) -> Iterator[Tuple[Any, float]]:
    """Decode a stream.

    Args:
        container (av.container.InputContainer): The file.
        stream (av.video.stream.VideoStream): Its video.

    Yields:
        tuple[av.VideoFrame, float]: A frame and its time in seconds, which never runs backwards in
        AVI, WMV, and ASF.

    Raises:
        av.error.FFmpegError: If the stream breaks off; the frames before are given.
    """
    timed = ((frame, _time(frame, number, stream))
             for number, frame in enumerate(container.decode(stream)))
    if container.format.name not in _TIMED_BY_DECODING:
        yield from timed
        return
    frames: Deque[Any] = deque()
    times: List[float] = []
    try:
        for frame, time in timed:
            frames.append(frame)
            heappush(times, time)
            if len(frames) > _MOST_REORDERED:
                yield frames.popleft(), heappop(times)
    except Exception:
        yield from _rest(frames, times)
        raise
    yield from _rest(frames, times)


def _rest(frames: Deque[Any], times: List[float]) -> Iterator[Tuple[Any, float]]:
    while frames:
        yield frames.popleft(), heappop(times)


def _time(frame: Any, number: int, stream: Any) -> float:
    if frame.time is not None:
        return frame.time
    # Raw streams have no time stamps; their rate is all there is.
    return number / float(stream.average_rate or stream.guessed_rate or 1)
