import cv2
import numpy as np
import pytest
from mmcv.transforms import LoadImageFromFile

from mlcr_mm.datasets.image_loading import BrokenImageError
from mlcr_mm.datasets.transforms import LoadIntactImage


@pytest.fixture
def path(tmp_path, rng):
    path = tmp_path / 'face.png'
    cv2.imwrite(str(path), rng.integers(0, 256, (20, 30, 3), dtype=np.uint8))
    return path


def test_loads_as_the_transform_that_it_stands_for(path):
    loader = LoadImageFromFile(color_type='grayscale')
    intact, sample = LoadIntactImage(loader), dict(img_path=str(path))
    assert np.array_equal(intact(dict(sample))['img'], loader(dict(sample))['img'])
    assert repr(intact) == repr(loader)


def test_names_what_cannot_be_loaded(path):
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BrokenImageError, match='face.png is broken'):
        LoadIntactImage(LoadImageFromFile())(dict(img_path=str(path)))


def test_a_jpeg_is_decoded_no_larger_than_needed(tmp_path, rng):
    path = tmp_path / 'face.jpg'
    cv2.imwrite(str(path), rng.integers(0, 256, (80, 120, 3), np.uint8))
    results = LoadIntactImage(LoadImageFromFile(), 40)(dict(img_path=str(path)))
    assert results['img'].shape == (40, 60, 3) and results['img_shape'] == (40, 60)
    assert LoadIntactImage(LoadImageFromFile(), 41)(dict(img_path=str(path)))['img'].shape[0] == 80
    grey = LoadImageFromFile(color_type='grayscale')  # decodes by itself
    assert LoadIntactImage(grey, 40)(dict(img_path=str(path)))['img'].shape == (80, 120)
