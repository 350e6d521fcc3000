import cv2
import numpy as np
import pytest

from mlcr_mm.align_folder.video import VideoFrames


class FakeVideo:
    """Announces a number of frames, has another, and one that cannot be decoded."""

    def __init__(self, announced, frames, broken=None):
        self.announced, self.frames, self.broken, self.at = announced, frames, broken, 0

    def get(self, _):
        return self.announced

    def grab(self):
        self.at += 1
        return self.at <= self.frames

    def retrieve(self):
        if self.at == self.broken:
            raise cv2.error('damaged')
        return True, np.full((2, 2, 3), self.at % 256, np.uint8)

    def release(self):
        pass


@pytest.fixture
def play(monkeypatch):

    def run(*args, every=1):
        monkeypatch.setattr(cv2, 'VideoCapture', lambda path: FakeVideo(*args))
        frames = VideoFrames('x.avi', every)
        return [(number, read()) for number, read in frames], frames.fault

    return run


def test_every_third_frame_counted_from_one(play):
    frames, fault = play(8, 8, every=3)
    assert [number for number, _ in frames] == [1, 4, 7] and fault is None
    assert [image[0, 0, 0] for _, image in frames] == [1, 4, 7]


@pytest.mark.parametrize('announced, frames, kind', [
    (300, 291, 'fewer_frames'), (300, 299, 'fewer_frames'), (300, 200, 'unreadable'),
    (300, 0, 'unreadable'), (0, 0, 'unreadable'), (300, 301, None), (0, 5, None), (-1e18, 5, None),
    (float('nan'), 5, None)])
def test_fewer_frames_than_announced_are_told(play, announced, frames, kind):
    found, fault = play(announced, frames)
    assert len(found) == frames and (fault and fault[0]) == kind
    if kind:
        assert str(frames) in fault[1] and str(int(max(announced, 0))) in fault[1]


def test_a_frame_that_cannot_be_decoded_is_none(play):
    frames, fault = play(3, 3, 2)
    assert [image is None for _, image in frames] == [False, True, False] and fault is None


def test_no_video_is_unreadable(tmp_path):
    for name, content in (('a.avi', b'no video'), ('b.mp4', b''), ('zero\0.avi', None)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        frames = VideoFrames(str(tmp_path / name), 1)
        assert list(frames) == [] and frames.fault[0] == 'unreadable'
