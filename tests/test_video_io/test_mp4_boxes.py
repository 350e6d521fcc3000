import os
import struct

import pytest

from mlcr_mm.video_io.mp4_boxes import last_fragment_is_cut


def box(size, kind=b'mdat', body=None):
    return struct.pack('>I', size) + kind + bytes(size - 8 if body is None else body)


def large(size, body):
    return struct.pack('>I', 1) + b'mdat' + struct.pack('>Q', size) + bytes(body)


@pytest.mark.parametrize('content, is_cut', [
    (box(24, b'ftyp') + box(100), False), (box(24, b'ftyp') + box(100, body=91), True),
    (box(24, b'ftyp') + box(100)[:7], True), (large(40, 24), False), (large(40, 23), True),
    (large(40, 24)[:12], True), (box(24) + struct.pack('>I', 0) + b'mdat' + bytes(99), False),
    (b'', False), (struct.pack('>I', 7) + b'mdat', False)])
def test_where_the_last_box_ends(tmp_path, content, is_cut):
    path = tmp_path / 'a.mp4'
    path.write_bytes(box(16, b'moof') + (content or box(8)))
    assert last_fragment_is_cut(str(path)) == is_cut
    path.write_bytes(content)
    assert not last_fragment_is_cut(str(path))  # no fragments


def test_a_fragment_without_its_frames(tmp_path):
    path = tmp_path / 'a.mp4'
    path.write_bytes(box(24, b'ftyp') + box(16, b'moof') + box(30) + box(16, b'moof'))
    assert last_fragment_is_cut(str(path))


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / 'pipe.mp4')
    for path in (tmp_path / 'pipe.mp4', tmp_path, tmp_path / 'gone.mp4', ''):
        assert not last_fragment_is_cut(str(path))
