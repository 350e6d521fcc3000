"""Videos: their frames, their true time stamps, and whether they came to their end."""
from .end import VideoEnd, judge_end
from .reader import VIDEO_SUFFIXES, ShortVideoError, VideoError, VideoFrame, read_video

__all__ = [
    'VIDEO_SUFFIXES', 'ShortVideoError', 'VideoEnd', 'VideoError', 'VideoFrame', 'judge_end',
    'read_video'
]
