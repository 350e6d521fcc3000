import io

import cv2
import numpy as np
import pytest
from PIL import Image

from mlcr_mm.files import find_damage


def encode(suffix, size=60):
    image = np.random.default_rng(0).integers(0, 255, (size, size, 3), dtype=np.uint8)
    return cv2.imencode(suffix, image)[1].tobytes()


def damage(content):
    return find_damage(io.BytesIO(content))


@pytest.mark.parametrize('suffix', ['.jpg', '.png', '.webp', '.bmp'])
def test_whole_files(suffix):
    assert damage(encode(suffix)) is None


@pytest.mark.parametrize('suffix', ['.jpg', '.png', '.webp'])
@pytest.mark.parametrize('share', [0.001, 0.3, 0.99])
def test_cut_files_are_noticed_without_the_decoder(suffix, share):
    content = encode(suffix)
    assert 'cut short' in damage(content[:max(16, int(share * len(content)))])


def test_nothing_and_something_else():
    assert damage(b'') == 'the file is empty'
    assert damage(b'hello, I am a text') is None  # the decoder will say


@pytest.mark.parametrize('suffix', ['.jpg', '.png'])
@pytest.mark.parametrize('size', [1, 10_000])
def test_bytes_after_the_end_mark_do_no_harm(suffix, size):
    assert damage(encode(suffix) + b'\0' * size) is None


def test_the_end_of_a_thumbnail_is_not_the_end_of_the_image():
    """A JPEG in the head of another one, as cameras put it there; the cut is soon after it."""
    thumbnail = encode('.jpg', 16)
    content = encode('.jpg', 200)
    segment = b'\xff\xe2' + (len(thumbnail) + 2).to_bytes(2, 'big') + thumbnail
    content = content[:2] + segment + content[2:]
    assert damage(content) is None and Image.open(io.BytesIO(content)).size == (200, 200)
    assert 'cut short' in damage(content[:2 + len(segment) + 1500])
    # One image after the other, as in stereo files: the end is that of the second one.
    assert damage(content + content) is None
