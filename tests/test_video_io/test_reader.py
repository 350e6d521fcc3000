import builtins

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from videos import SIZE, flag_rotation, grey_levels, write_video

from mlcr_mm.video_io import VIDEO_SUFFIXES, VideoError, read_video, reader


def left_level(image):
    return image[:, :40].mean() / 10


def test_frames_in_order_with_their_times(tmp_path):
    path = write_video(tmp_path / 'a.mp4', grey_levels(12), rate=25)
    frames = list(read_video(path))
    assert [frame.number for frame in frames] == list(range(12))
    np.testing.assert_allclose([frame.timestamp for frame in frames], np.arange(12) / 25)
    np.testing.assert_allclose([left_level(frame.image) for frame in frames], range(12), atol=.5)
    assert frames[0].image.shape == (*SIZE, 3) and frames[0].image.dtype == np.uint8


@pytest.mark.parametrize('suffix, codec', [
    ('.mts', 'mpeg4'), ('.m2ts', 'mpeg4'), ('.ts', 'mpeg4'), ('.3gp', 'mpeg4'), ('.flv', 'flv'),
    ('.ogv', 'libvpx')])
def test_videos_of_cameras_and_of_the_web(tmp_path, suffix, codec):
    assert suffix in VIDEO_SUFFIXES
    path = write_video(tmp_path / f'a{suffix}', grey_levels(12), codec=codec)
    frames = list(read_video(path))
    assert [frame.number for frame in frames] == list(range(12))
    if suffix != '.ogv':  # PyAV writes no Theora; VP8 in Ogg takes no milliseconds
        np.testing.assert_allclose([frame.timestamp for frame in frames], np.arange(12) / 25,
                                   atol=2e-3)
    np.testing.assert_allclose([left_level(frame.image) for frame in frames], range(12), atol=.5)


def test_a_variable_frame_rate_keeps_its_times(tmp_path):
    times = [0, .04, .08, .5, .54, 1.7]
    path = write_video(tmp_path / 'a.mp4', grey_levels(6), times)
    np.testing.assert_allclose([frame.timestamp for frame in read_video(path)], times)
    shifted = write_video(tmp_path / 'b.mkv', grey_levels(6), [time + 3 for time in times])
    np.testing.assert_allclose([frame.timestamp for frame in read_video(shifted)], times)


def test_pixels_that_are_not_square_are_told(tmp_path, caplog):
    path = write_video(tmp_path / 'a.mp4', grey_levels(3), codec='libx264',
                       coding=dict(x264opts='sar=4/3'))
    assert len(list(read_video(path))) == 3
    assert f'{path}: its pixels are 4 : 3, not square' in caplog.text
    caplog.clear()
    assert len(list(read_video(write_video(tmp_path / 'b.mp4', grey_levels(3))))) == 3
    assert not caplog.text


def test_every_and_start(tmp_path):
    path = write_video(tmp_path / 'a.mp4', grey_levels(12))
    assert [frame.number for frame in read_video(path, every=5)] == [0, 5, 10]
    later = list(read_video(path, every=5, start=3))
    assert [frame.number for frame in later] == [5, 10]
    assert later[0].timestamp == pytest.approx(.2)


def test_colours_are_blue_green_red(tmp_path):
    image = np.zeros((*SIZE, 3), np.uint8)
    image[..., 2] = 250
    frame = next(read_video(write_video(tmp_path / 'a.mp4', [image] * 2)))
    assert frame.image[..., 2].mean() > 200 > 60 > frame.image[..., :2].mean()


def test_a_rotation_flag_is_obeyed(tmp_path):
    images = grey_levels(3)
    for image in images:
        image[:32] = 128  # the upper half; the lower left is dark, the lower right white
    path = write_video(tmp_path / 'a.mp4', images)
    flag_rotation(path)
    image = next(read_video(path)).image
    assert image.shape == (96, 64, 3)
    # Turned clockwise: what was above is right, what was left is above.
    assert image[:, 40:].mean() == pytest.approx(128, abs=10)
    assert image[:40, :24].mean() < 20 and image[56:, :24].mean() > 235


def test_a_video_that_breaks_off_gives_its_frames_and_an_error(tmp_path):
    rng = np.random.default_rng(0)
    images = [rng.integers(0, 256, (*SIZE, 3), dtype=np.uint8) for _ in range(30)]
    path = write_video(tmp_path / 'a.avi', images)
    data = open(path, 'rb').read()
    open(path, 'wb').write(data[:len(data) // 2])
    frames = []
    with pytest.raises(VideoError, match='(breaks off|ends) after'):
        for frame in read_video(path):
            frames.append(frame)
    assert 5 < len(frames) < 25


def test_no_video(tmp_path):
    (tmp_path / 'text.mp4').write_text('no video')
    with pytest.raises(VideoError, match='cannot be decoded'):
        list(read_video(str(tmp_path / 'text.mp4')))
    with pytest.raises(VideoError):
        list(read_video(str(tmp_path / 'gone.mp4')))


def write_streams(path, *levels, cover=False):
    """Several MPEG-4 streams of grey frames of one level each; with a JPEG picture as a cover."""
    with av.open(str(path), 'w') as container:
        streams = []
        for level in levels:
            stream = container.add_stream('mpeg4', rate=25)
            streams.append((stream, level, 5))
        if cover:
            stream = container.add_stream('mjpeg', rate=25)
            stream.disposition = av.stream.Disposition.attached_pic
            streams.append((stream, 20, 1))
        for stream, _, count in streams:
            stream.width, stream.height = 64, 48
            stream.pix_fmt = 'yuvj420p' if count == 1 else 'yuv420p'
        for stream, level, count in streams:
            for _ in range(count):
                image = np.full((48, 64, 3), level * 10, np.uint8)
                frame = av.VideoFrame.from_ndarray(image, format='bgr24')
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
    return str(path)


def test_times_never_run_backwards(tmp_path, monkeypatch):
    path = write_video(tmp_path / 'a.mp4', grey_levels(6))
    real = reader.in_display_order
    shifts = [0, 0, .12, 0, 0, 0]  # as MPEG streams have it where they are damaged
    monkeypatch.setattr(reader, 'in_display_order', lambda *args: (
        (frame, time + shift) for (frame, time), shift in zip(real(*args), shifts)))
    np.testing.assert_allclose([frame.timestamp for frame in read_video(path)],
                               [0, .04, .2, .2, .2, .2])


def test_of_several_streams_the_first_is_read_and_it_is_told(tmp_path, caplog):
    path = write_streams(tmp_path / 'a.mkv', 5, 15)
    assert [round(left_level(frame.image)) for frame in read_video(path)] == [5] * 5
    assert f'{path} has 2 video streams; the first one is read' in caplog.text


def test_a_cover_is_no_video(tmp_path, caplog):
    path = write_streams(tmp_path / 'a.mp4', 5, cover=True)
    assert [round(left_level(frame.image)) for frame in read_video(path)] == [5] * 5
    assert not caplog.text
    with pytest.raises(VideoError, match='no video stream'):
        list(read_video(write_streams(tmp_path / 'song.mp4', cover=True)))


def test_without_the_package_it_is_named(monkeypatch):
    real = builtins.__import__

    def no_av(name, *args, **kwargs):
        if name == 'av':
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, '__import__', no_av)
    with pytest.raises(ImportError, match=r'mlcr_mm\[infer\]'):
        next(read_video('a.mp4'))


def test_a_title_in_another_encoding_is_no_reason(tmp_path):
    path = write_video(tmp_path / 'a.mkv', grey_levels(3))
    data = open(path, 'rb').read()
    assert data.count(b'Lavf') >= 1  # the writing program, of which we make no UTF-8
    open(path, 'wb').write(data.replace(b'Lavf', b'L\xe4vf'))
    assert len(list(read_video(path))) == 3


@settings(max_examples=100, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(['mp4', 'avi', 'mkv', 'mpg']), st.floats(0.2, 2),
       st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_videos_give_frames_or_the_error(tmp_path, suffix, cut, edits):
    path = tmp_path / f'a.{suffix}'
    if not path.with_name(f'{path.name}.ok').exists():
        write_video(path, grey_levels(5))
        path.rename(f'{path}.ok')
    content = bytearray(path.with_name(f'{path.name}.ok').read_bytes())
    for place, byte in edits:
        content[place % len(content)] = byte
    path.write_bytes(content[:int(cut * len(content))])
    try:
        for frame in read_video(str(path)):
            assert frame.image.dtype == np.uint8 and frame.image.shape[2] == 3
    except VideoError as error:
        assert 'video' in str(error)
