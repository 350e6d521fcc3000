import struct

import pytest

from mlcr_mm.video_io.mp4_boxes import last_box_is_cut


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
    (tmp_path / 'a.mp4').write_bytes(content)
    assert last_box_is_cut(str(tmp_path / 'a.mp4')) == is_cut
