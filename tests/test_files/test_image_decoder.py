import os
import pickle

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from image_files import ALPHA, GREY, PICTURE, opencv, pillow, png_of_size, rgb

from mlcr_mm.files import BrokenImageError, decode, decode_image, read_file

FILES = [pillow(rgb(), 'JPEG'), opencv(PICTURE, '.png'), opencv(PICTURE, '.webp'),
         opencv(PICTURE.astype(np.uint16) * 257, '.png'), pillow(rgb(), 'TIFF'),
         pillow(np.dstack([PICTURE, ALPHA]), 'PNG'), pillow(rgb(), 'GIF'), opencv(PICTURE, '.bmp'),
         pillow(rgb().convert('CMYK'), 'JPEG'), pillow(rgb(), 'JPEG2000'), pillow(rgb(), 'AVIF'),
         pillow(GREY, 'PPM'), pillow(GREY.astype(np.uint16), 'TIFF')]


@pytest.mark.parametrize('data', FILES[:3])
def test_plain_files_are_read_as_mmcv_does(data):
    expected = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    decoded = decode(data, 'a')
    np.testing.assert_array_equal(decoded.image, expected)
    assert decoded.remarks == ()


@pytest.mark.parametrize('data', FILES)
@pytest.mark.parametrize('share', [0., 0.01, 0.3, 0.9])
def test_files_cut_short_are_refused(data, share):
    with pytest.raises(BrokenImageError, match='face.png is broken: .+ Fetch it again'):
        decode_image(data[:int(share * len(data))], 'face.png')


def test_too_many_pixels_are_refused_without_decoding():
    for more in (b'', b'12345'):  # the second is looked at by Pillow, which has an error of its own
        with pytest.raises(BrokenImageError, match='pixels, more than 178956970|bomb'):
            decode_image(png_of_size(20_000, 20_000) + more)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(max_size=4)),
                                        max_size=4))
def test_damaged_files_give_an_image_or_the_one_error(data, edits):
    data = bytearray(data)
    for position, text in edits:
        data[position % len(data):position % len(data) + len(text)] = text
    try:
        image = decode_image(bytes(data), 'a')
    except BrokenImageError:
        return
    assert image.dtype == np.uint8 and image.ndim == 3 and image.shape[2] == 3


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([b'', *(data[:12] for data in FILES)]), st.binary(max_size=80))
def test_arbitrary_bytes_give_the_one_error(start, rest):
    with pytest.raises(BrokenImageError):
        decode_image(start + rest, 'a')


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / 'pipe.jpg')
    (tmp_path / 'folder.jpg').mkdir()
    os.symlink(tmp_path / 'gone', tmp_path / 'link.jpg')
    os.symlink(tmp_path / 'loop.jpg', tmp_path / 'loop.jpg')
    for name in ('pipe.jpg', 'folder.jpg', 'link.jpg', 'loop.jpg', 'missing.jpg', 'zero\0.jpg'):
        with pytest.raises(BrokenImageError, match='is broken'):
            read_file(str(tmp_path / name))


def test_the_error_goes_through_processes():
    error = pickle.loads(pickle.dumps(BrokenImageError('a.jpg', 'the file is empty')))
    assert (error.path, error.damage) == ('a.jpg', 'the file is empty')
    assert isinstance(error, (OSError, ValueError)) and 'a.jpg' in str(error)


@pytest.mark.parametrize('least, side', [(None, 96), (49, 96), (48, 48), (25, 48), (24, 24),
                                         (12, 12), (1, 12)])
def test_a_jpeg_may_be_decoded_smaller(least, side):
    smooth = cv2.GaussianBlur(np.random.default_rng(0).integers(0, 256, (96, 112, 3), np.uint8),
                              (0, 0), 9)
    data = opencv(cv2.normalize(smooth, None, 0, 255, cv2.NORM_MINMAX), '.jpg')
    image = decode_image(data, least_side=least)
    assert image.shape[0] == side
    expected = cv2.resize(decode_image(data), image.shape[1::-1], interpolation=cv2.INTER_AREA)
    errors = np.abs(image.astype(int) - expected)
    assert errors.max() <= 6 and errors.mean() < 1.5


def test_a_half_of_an_odd_side_is_rounded_up():
    assert decode_image(opencv(PICTURE[:47, :61], '.jpg'), least_side=23).shape == (24, 31, 3)


def test_other_files_and_turned_ones_keep_their_pixels():
    assert decode_image(opencv(PICTURE, '.png'), least_side=4).shape == PICTURE.shape
    assert decode_image(pillow(rgb(), 'JPEG', orientation=6), least_side=24).shape == (32, 24, 3)


def test_the_size_of_the_whole_image_is_known():
    for turned, size in ((1, (48, 64)), (6, (64, 48))):
        data = pillow(rgb(), 'JPEG', orientation=turned)
        assert decode(data, 'a.jpg', least_side=24).size == size
        assert decode(data, 'a.jpg').size is None
