import re
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from videos import trim_video, write_video

from mlcr_mm.video_io import ShortVideoError, VideoError, judge_end, read_video

MP4, AVI, MATROSKA = 'mov,mp4,m4a', 'avi', 'matroska,webm'


def judge(form, announced, frames, last, duration=None, rate=25, tag=None, first=0.):
    stream = SimpleNamespace(
        frames=announced, average_rate=rate and Fraction(rate), time_base=Fraction(1, 1000),
        duration=duration and round(1000 * duration),
        metadata={} if tag is None else dict(DURATION=tag))
    container = SimpleNamespace(format=SimpleNamespace(name=form), name='')
    return judge_end(container, stream, frames, first, last)


@pytest.mark.parametrize('case', [
    dict(form=MP4, announced=100, frames=100, last=3.96, duration=4.),
    dict(form=MP4, announced=75, frames=55, last=2.16, duration=2.2),  # an edit list
    dict(form=MP4, announced=75, frames=55, last=5.16, duration=2.2, first=3.),
    dict(form=AVI, announced=50, frames=44, last=1.96, duration=2.),  # empty frames
    dict(form=AVI, announced=50, frames=51, last=2., duration=2.),
    dict(form='mpeg', announced=0, frames=9, last=.4, duration=9.),  # guessed from the file's size
    dict(form=MATROSKA, announced=0, frames=100, last=3.96, tag='00:00:04.000000000'),
    dict(form=MATROSKA, announced=0, frames=5, last=3.16, tag='00:00:03.200000000', first=3.),
    dict(form=MATROSKA, announced=0, frames=1, last=0., tag='00:00:00.040000000'),
    dict(form=MATROSKA, announced=0, frames=5, last=.16),
    dict(form=MATROSKA, announced=0, frames=5, last=.16, tag='four seconds')])
def test_a_whole_video(case):
    assert judge(**case) == ('', False, '')


@pytest.mark.parametrize('case, text', [
    (dict(form=MP4, announced=300, frames=290, last=11.56, duration=12.), '290 of 300 frames'),
    (dict(form=MP4, announced=300, frames=299, last=11.9, duration=12.), '299 of 300 frames'),
    (dict(form=AVI, announced=300, frames=290, last=11.56, duration=11.6), '290 of 300 frames'),
    (dict(form=AVI, announced=300, frames=299, last=11.9, rate=None), '299 of 300 frames'),
    (dict(form=MATROSKA, announced=0, frames=97, last=3.84, tag='00:00:04.000000000'),
     '3.84 of 4.00 s')])
def test_a_little_is_missing(case, text):
    assert judge(**case) == (f'the video may lack its end: {text} came', False, '')


@pytest.mark.parametrize('case, text', [
    (dict(form=MP4, announced=300, frames=280, last=11.16, duration=12.), '280 of 300 frames'),
    (dict(form=AVI, announced=300, frames=100, last=4., duration=4.), '100 of 300 frames'),
    (dict(form=AVI, announced=300, frames=100, last=4., rate=None), '100 of 300 frames'),
    (dict(form=MP4, announced=300, frames=0, last=None, first=None), '0 of 300 frames'),
    (dict(form=MATROSKA, announced=0, frames=9, last=62.5, tag='01:02:03.000000000'),
     '62.50 of 3723.00 s')])
def test_the_end_is_missing(case, text):
    assert judge(**case) == (f'the video ends after {text}', True, '')


def noise(count):
    rng = np.random.default_rng(0)
    return [rng.integers(0, 256, (64, 96, 3), dtype=np.uint8) for _ in range(count)]


def cut(path, share):
    data = open(path, 'rb').read()
    open(path, 'wb').write(data[:int(share * len(data))])
    return path


def read_until_it_ends(path):
    """Numbers of the frames, and the error after them."""
    frames = []
    try:
        for frame in read_video(path):
            frames.append(frame.number)
    except VideoError as error:
        return frames, error
    return frames, None


@pytest.mark.parametrize('name, share, error', [
    ('a.mp4', .97, ShortVideoError), ('a.mp4', .6, VideoError), ('a.mov', .6, VideoError),
    ('a.avi', .6, VideoError), ('a.mkv', .97, ShortVideoError), ('a.mkv', .6, VideoError),
    ('a.mkv', 1, None), ('a.mp4', 1, None), ('a.avi', 1, None)])
def test_cut_files(tmp_path, name, share, error):
    options = dict(movflags='faststart') if name[-3:] in ('mp4', 'mov') else {}
    path = cut(write_video(tmp_path / name, noise(100), options=options), share)
    frames, fault = read_until_it_ends(path)
    assert type(fault) is (error or type(None)) and frames == list(range(len(frames)))
    assert (len(frames) == 100) == (error is None) and len(frames) > 40


@pytest.mark.parametrize('flags', ['frag_keyframe+empty_moov', 'frag_every_frame+empty_moov',
                                   'frag_keyframe'])
@pytest.mark.parametrize('share', [1, .5])
def test_videos_in_fragments(tmp_path, flags, share):
    path = cut(write_video(tmp_path / 'a.mp4', noise(60), options=dict(movflags=flags)), share)
    frames, fault = read_until_it_ends(path)
    assert len(frames) > 20 and (len(frames) < 60) == (share < 1)
    assert ('its last fragment is cut' in str(fault) or 'breaks off' in str(fault)) == (share < 1)


@pytest.mark.parametrize('flags', ['frag_keyframe+empty_moov', 'frag_keyframe'])
def test_a_fragment_whose_frames_are_missing(tmp_path, flags):
    path = write_video(tmp_path / 'a.mp4', noise(60), options=dict(movflags=flags))
    data = open(path, 'rb').read()
    last = data.rindex(b'moof') - 4
    open(path, 'wb').write(data[:last + int.from_bytes(data[last:last + 4], 'big')])
    with pytest.raises(VideoError, match='its last fragment is cut'):
        list(read_video(path))


@pytest.mark.parametrize('name', ['a.mkv', 'a.webm'])
def test_a_last_frame_that_is_shown_for_long_is_told_and_no_error(tmp_path, name, caplog):
    codec = 'libvpx' if name == 'a.webm' else 'mpeg4'
    path = write_video(tmp_path / name, noise(20), codec=codec)
    data = open(path, 'rb').read()
    tag = re.search(rb'00:00:0[.:0-9]{8,}', data)
    held = tag[0].replace(b'00:00:00', b'00:00:07')  # as FFmpeg writes it for such a frame
    open(path, 'wb').write(data.replace(tag[0], held))
    frames, fault = read_until_it_ends(path)
    assert len(frames) == 20 and fault is None
    assert f'{path}: the frames end after 0.76 of 7.8' in caplog.text
    cut(path, .9)
    assert isinstance(read_until_it_ends(path)[1], VideoError)


def test_a_video_whose_start_is_cut_away_is_whole(tmp_path):
    path = write_video(tmp_path / 'a.mp4', noise(50))
    frames = list(read_video(trim_video(tmp_path / 'b.mp4', path, .36)))
    assert len(frames) == 41 and frames[-1].timestamp == pytest.approx(40 / 25)


def test_empty_frames_of_avi_are_not_missing(tmp_path):
    times = [index / 25 for index in range(50) if index not in (5, 6, 7, 20, 21, 40)]
    frames = list(read_video(write_video(tmp_path / 'a.avi', noise(44), times)))
    assert len(frames) == 44 and frames[-1].timestamp == pytest.approx(1.96)
