import cv2
import numpy as np
import pytest
from mmcv.transforms import LoadImageFromFile
from mmengine.dataset import Compose

from mlcr_mm.datasets.image_loading import BrokenImageError
from mlcr_mm.datasets.transforms import LoadIntactImage, load_intact_images


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


def test_stands_in_the_first_place_only():
    flip = dict(type='RandomFlip', prob=.5)
    pipeline = Compose([dict(type='LoadImageFromFile'), flip])
    assert load_intact_images(pipeline) is pipeline
    loader, other = pipeline.transforms
    assert isinstance(loader, LoadIntactImage)
    load_intact_images(pipeline)
    assert pipeline.transforms == [loader, other]
    for transforms in ([], [flip, dict(type='LoadImageFromFile')]):
        kept = load_intact_images(Compose(transforms)).transforms
        assert not any(isinstance(transform, LoadIntactImage) for transform in kept)
