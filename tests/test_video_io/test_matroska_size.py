import os

import pytest
from videos import grey_levels, write_video

from mlcr_mm.video_io.matroska_size import is_whole

HEADER = b'\x1a\x45\xdf\xa3\x83abc'
SEGMENT = b'\x18\x53\x80\x67'


def segment(size, content):
    return HEADER + SEGMENT + size + content


@pytest.mark.parametrize('content, expected', [
    (segment(b'\x85', b'frame'), True), (segment(b'\x85', b'fram'), False),
    (segment(b'\x40\x05', b'frame'), True), (segment(b'\x01' + bytes(6) + b'\x05', b'frame'), True),
    (segment(b'\x85', b'frame and more'), True),
    (segment(b'\xff', b'frame'), False), (segment(b'\x01' + b'\xff' * 7, b'frame'), False),
    (segment(b'\x40\x80', b'f' * 60 + bytes(68)), False), (segment(b'\x80', b''), True),
    (HEADER + SEGMENT + b'\x40', False), (HEADER + SEGMENT, False), (HEADER, False),
    (HEADER[:-1], False), (HEADER[:4] + b'\xff' + SEGMENT, False), (b'', False),
    (b'\0\0\0\x18ftypmp42', False), (HEADER + b'\x15\x49\xa9\x66\x85frame', False)])
def test_what_the_segment_announces(tmp_path, content, expected):
    (tmp_path / 'a.mkv').write_bytes(content)
    assert is_whole(str(tmp_path / 'a.mkv')) == expected


@pytest.mark.parametrize('name, codec', [('a.mkv', 'mpeg4'), ('a.webm', 'libvpx')])
def test_files_of_ffmpeg(tmp_path, name, codec):
    path = write_video(tmp_path / name, grey_levels(12), codec=codec)
    assert is_whole(path)
    data = open(path, 'rb').read()
    for share in (.3, .9):
        open(path, 'wb').write(data[:int(share * len(data))])
        assert not is_whole(path)
        open(path, 'ab').write(bytes(len(data) - int(share * len(data))))  # not yet downloaded
        assert not is_whole(path)


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / 'pipe.mkv')
    for path in (tmp_path / 'pipe.mkv', tmp_path, tmp_path / 'gone.mkv', ''):
        assert not is_whole(str(path))
