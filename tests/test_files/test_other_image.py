import importlib.util

import cv2
import numpy as np
import pytest
from image_files import ALPHA, GREY, ON_BLACK, PICTURE, opencv, pillow, rgb, turned_tiff, with_bits
from PIL import Image, ImageOps

from mlcr_mm.files import BrokenImageError, decode

RGBA = np.dstack([PICTURE, ALPHA])
GREY3 = np.repeat(GREY[..., None], 3, axis=2)
TRANSPARENT = ('transparent, composited on black', )


@pytest.mark.parametrize('data, atol', [
    (pillow(RGBA, 'PNG'), 0), (pillow(RGBA, 'WEBP', lossless=True, exact=True), 0),
    (pillow(RGBA, 'TIFF'), 0), (pillow(RGBA, 'AVIF', quality=100), 40), (opencv(RGBA, '.bmp'), 0),
    (opencv(RGBA.astype(np.uint16) * 257, '.png'), 0),
    (opencv(RGBA.astype(np.uint16) * 257, '.tiff'), 0)])
def test_transparent_pixels_are_composited_on_black(data, atol):
    decoded = decode(data, 'a')
    np.testing.assert_allclose(decoded.image.astype(int), ON_BLACK, atol=atol)
    assert decoded.remarks[-1:] == TRANSPARENT


def test_hidden_colours_and_transparent_palettes(tmp_path):
    green = np.zeros((8, 8, 4), np.uint8)
    green[:, :4] = 0, 255, 0, 0
    green[:, 4:] = 10, 20, 30, 255
    assert decode(pillow(green, 'PNG'), 'a').image.reshape(-1, 3).tolist() == 8 * (
        4 * [[0, 0, 0]] + 4 * [[10, 20, 30]])
    palette = Image.fromarray(green[..., [2, 1, 0, 3]]).convert('RGB').quantize(4)
    clear = palette.getpixel((0, 0))
    for kind in ('PNG', 'GIF'):
        image = decode(pillow(palette, kind, transparency=clear), 'a').image
        assert not image[:, :4].any() and image[0, 5].tolist() == [10, 20, 30]
    opaque = decode(pillow(np.dstack([PICTURE, 0 * ALPHA + 255]), 'PNG'), 'a')
    np.testing.assert_array_equal(opaque.image, PICTURE)
    assert not opaque.remarks


@pytest.mark.parametrize('bits', [8, 10, 12, 14, 16])
@pytest.mark.parametrize('suffix', ['.png', '.tiff', '.ppm', '.pgm'])
def test_many_bits_are_scaled_by_their_range(bits, suffix):
    for picture in ([PICTURE] if suffix == '.ppm' else [GREY] if suffix == '.pgm' else
                    [PICTURE, GREY]):
        expected = picture.copy()
        expected[0, 0] = 255
        decoded = decode(opencv(with_bits(picture, bits), suffix), 'a')
        np.testing.assert_array_equal(decoded.image, expected if expected.ndim == 3 else
                                      np.repeat(expected[..., None], 3, axis=2))
        assert decoded.remarks == (f'more than 8 bits, scaled from 0..{2**bits - 1}', )


def test_floating_point_and_unknown_ranges():
    share = (GREY / 255).astype(np.float32)
    np.testing.assert_array_equal(decode(pillow(share, 'TIFF'), 'a').image, GREY3)
    for wrong in (share * 1000, -share, np.full_like(share, np.nan),
                  GREY.astype(np.int32) * 100_000):
        with pytest.raises(BrokenImageError, match='range is unknown'):
            decode(pillow(wrong, 'TIFF'), 'a')


@pytest.mark.parametrize('data, expected, atol', [
    (pillow(rgb(), 'TIFF', compression='tiff_lzw'), PICTURE, 0),
    (pillow(rgb(), 'JPEG2000'), PICTURE, 0), (pillow(rgb(), 'PPM'), PICTURE, 0),
    (pillow(rgb().convert('CMYK'), 'TIFF'), PICTURE, 0),
    (pillow(rgb().convert('CMYK'), 'JPEG', quality=98), PICTURE, 6),
    (pillow(GREY, 'TIFF'), GREY3, 0), (pillow(GREY, 'GIF'), GREY3, 0),
    (pillow(rgb().convert('LA'), 'PNG'), GREY3, 1),
    (pillow(rgb(), 'WEBP', lossless=True), PICTURE, 0),
    (pillow(rgb().convert('1'), 'TIFF', compression='group4'),
     np.repeat(255 * np.asarray(rgb().convert('1'))[..., None].astype(np.uint8), 3, axis=2), 0)])
def test_colours(data, expected, atol):
    np.testing.assert_allclose(decode(data, 'a').image.astype(int), expected, atol=atol)


@pytest.mark.parametrize('kind', ['GIF', 'TIFF', 'PNG'])
def test_the_first_of_several_frames(kind):
    frames = [Image.fromarray(GREY // 128 * 255), Image.fromarray(255 - GREY)]
    decoded = decode(pillow(frames[0], kind, save_all=True, append_images=frames[1:]), 'a')
    np.testing.assert_array_equal(decoded.image[..., 0], GREY // 128 * 255)
    assert 'first is taken' in decoded.remarks[0]


@pytest.mark.parametrize('orientation', range(1, 9))
@pytest.mark.parametrize('kind', ['JPEG', 'PNG', 'WEBP', 'TIFF', 'RGBA', 'I;16', 'RGB16'])
def test_displayed_and_stored_pixels(orientation, kind):
    image = dict(RGBA=np.dstack([PICTURE, 0 * ALPHA + 255])).get(kind, PICTURE)
    if kind == 'I;16':
        data = pillow(GREY.astype(np.uint16) * 257, 'TIFF', orientation)
    elif kind == 'RGB16':
        data = turned_tiff(opencv(PICTURE.astype(np.uint16) * 257, '.tiff'), orientation)
    else:
        data = pillow(image, 'PNG' if kind == 'RGBA' else kind, orientation)
    stored, displayed = decode(data, 'a', oriented=False), decode(data, 'a')
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = Image.fromarray(stored.image)
    picture.info['exif'] = exif.tobytes()
    expected = np.asarray(ImageOps.exif_transpose(picture))
    np.testing.assert_array_equal(displayed.image, expected)
    lossless = kind in ('PNG', 'TIFF', 'RGBA', 'RGB16')
    np.testing.assert_allclose(stored.image.astype(int), GREY3 if kind == 'I;16' else PICTURE,
                               atol=0 if lossless or kind == 'I;16' else 60)


def test_heic_is_named_or_read():
    data = b'\0\0\0\x18ftypheic\0\0\0\0mif1heic' + b'\0' * 50
    installed = importlib.util.find_spec('pillow_heif') is not None
    with pytest.raises(BrokenImageError, match='decoded' if installed else 'HEIC: convert it'):
        decode(data, 'face.heic')


def test_formats_that_run_other_programs_are_not_opened():
    page = b'%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n'
    with pytest.raises(BrokenImageError, match='cannot be decoded as an image'):
        decode(page, 'a.eps')
    assert cv2.imdecode(np.frombuffer(page, np.uint8), cv2.IMREAD_COLOR) is None
