import pytest
from image_files import ALPHA, GREY, PICTURE, opencv, pillow, rgb, with_bits

from mlcr_mm.files.image_header import read_plain_header

PLAIN = dict(jpeg=pillow(rgb(), 'JPEG'), progressive=pillow(rgb(), 'JPEG', progressive=True),
             grey_jpeg=pillow(GREY, 'JPEG'), png=opencv(PICTURE, '.png'),
             palette=pillow(rgb().quantize(16), 'PNG'), bits=pillow(rgb().convert('1'), 'PNG'),
             webp=pillow(rgb(), 'WEBP'), comment=pillow(rgb(), 'JPEG', comment=b'\xff\xc0' * 999))
OTHER = dict(cmyk=pillow(rgb().convert('CMYK'), 'JPEG'),
             deep=opencv(with_bits(PICTURE, 16), '.png'),
             palette=pillow(rgb().quantize(16), 'PNG', transparency=3), gif=pillow(rgb(), 'GIF'),
             grey_alpha=pillow(rgb().convert('LA'), 'PNG'), tiff=pillow(rgb(), 'TIFF'),
             animation=pillow(rgb(), 'PNG', save_all=True, append_images=[rgb().rotate(9)]))


@pytest.mark.parametrize('name', PLAIN)
def test_plain_files(name):
    data = PLAIN[name]
    size = (48, 64) if data[:2] == b'\xff\xd8' else (0, 0)
    assert read_plain_header(data) == (64 * 48, True, size)
    if name != 'webp':
        assert read_plain_header(data + b'\0') == (64 * 48, False, size)
    assert read_plain_header(data[:-1]) == (64 * 48, False, size)


@pytest.mark.parametrize('name', OTHER)
def test_other_files(name):
    assert read_plain_header(OTHER[name]) is None


def test_every_beginning_of_a_file_is_read_without_error():
    import numpy as np
    alpha = pillow(np.dstack([PICTURE, ALPHA]), 'WEBP')
    for data in (*PLAIN.values(), *OTHER.values(), alpha):
        for length in range(60):
            read_plain_header(data[:length])
