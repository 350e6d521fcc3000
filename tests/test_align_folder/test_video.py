import pytest

from mlcr_mm.align_folder import video
from mlcr_mm.align_folder.video import VideoFrames
from mlcr_mm.video_io import ShortVideoError, VideoError, VideoFrame


@pytest.fixture
def play(monkeypatch):

    def run(came, fault=None, every=1):

        def read(path, every):
            for number in range(0, came, every):
                yield VideoFrame(number, number / 25, f'image {number}')
            if fault:
                raise fault

        monkeypatch.setattr(video, 'read_video', read)
        frames = VideoFrames('x.avi', every)
        return list(frames), frames.fault

    return run


def test_every_third_frame_counted_from_one(play):
    frames, fault = play(8, every=3)
    assert frames == [(1, 'image 0'), (4, 'image 3'), (7, 'image 6')] and fault is None


def test_a_missing_end_is_told(play):
    frames, fault = play(5, ShortVideoError('the video may lack its end: 5 of 6 frames came'))
    assert len(frames) == 5
    assert fault == ('fewer_frames', 'the video may lack its end: 5 of 6 frames came')


def test_the_frames_before_a_fault_are_given(play):
    frames, fault = play(4, VideoError('the video ends after 4 of 9 frames'))
    assert len(frames) == 4 and fault == ('unreadable', 'the video ends after 4 of 9 frames')


def test_no_video_is_unreadable(tmp_path):
    for name, content in (('a.avi', b'no video'), ('b.mp4', b''), ('zero\0.avi', None)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        frames = VideoFrames(str(tmp_path / name), 1)
        assert list(frames) == [] and frames.fault[0] == 'unreadable'
