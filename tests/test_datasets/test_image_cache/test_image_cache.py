import pickle

import numpy as np
import pytest

from mlcr_mm.datasets.image_cache import Decoding, ImageCache
from mlcr_mm.datasets.image_cache.image_cache import write_images

RNG = np.random.default_rng(0)
IMAGES = [RNG.integers(0, 256, shape, np.uint8) for shape in ((4, 6, 3), (5, 5, 3))]
IMAGES.insert(1, None)


def write(path, images=IMAGES, key='key'):
    with open(path, 'wb') as file:
        write_images(file, key, images)
    return str(path)


def test_images_of_several_sizes_come_back(tmp_path):
    cache = ImageCache(write(tmp_path / 'a'), 'key', Decoding())
    assert len(cache) == 3 and cache[1] is None and cache.nbytes == 147
    for found, image in zip((cache[0], cache[-1]), (IMAGES[0], IMAGES[2])):
        np.testing.assert_array_equal(found, image)
        found[:] = 0  # a transform may write into its image
    np.testing.assert_array_equal(cache[0], IMAGES[0])


def test_a_cache_without_any_image(tmp_path):
    for images in ([], [None]):
        cache = ImageCache(write(tmp_path / 'a', images), 'key', Decoding())
        assert len(cache) == len(images) and cache.nbytes == 0


def test_another_process_gets_the_file_and_not_its_content(tmp_path):
    path = write(tmp_path / 'a', [np.zeros((100, 100, 3), np.uint8)] * 9)
    sent = pickle.dumps(ImageCache(path, 'key', Decoding(least_side=9)))
    assert len(sent) < 1000
    found = pickle.loads(sent)
    assert found[8].shape == (100, 100, 3) and found.decoding.least_side == 9
    write(path, key='other')
    assert pickle.loads(sent) is None


def test_what_is_damaged_or_of_others_is_refused(tmp_path):
    path = write(tmp_path / 'a')
    with pytest.raises(ValueError, match='other images'):
        ImageCache(path, 'other', Decoding())
    whole = (tmp_path / 'a').read_bytes()
    for content in (b'', whole[:-1], whole[:200], whole[:100] + whole[101:], whole + b'\0' * 8):
        (tmp_path / 'a').write_bytes(content)
        with pytest.raises((OSError, ValueError)):
            ImageCache(path, 'key', Decoding())
