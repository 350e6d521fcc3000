import cv2
import numpy as np
import pytest
from mmengine.registry import DefaultScope

from mlcr_mm.alignment import alignment_record
from mlcr_mm.alignment.record import write_alignment
from mlcr_mm.datasets import AUDataset, CelebA, DemoFaces
from mlcr_mm.datasets.image_fit import check_first_images, enlarged, not_aligned, too_small
from mlcr_mm.datasets.transforms import NetworkInput

CROP = NetworkInput(224, 224, True)


def test_images_smaller_than_the_crop():
    sizes = dict(a=(240, 240), b=(223, 300), c=(112, 120))
    text = too_small('train', sizes, CROP)
    assert text.startswith('2 of 3 images of train are smaller than the 224 px that the pipeline '
                           'crops, down to 112x120 (c): align')
    assert too_small('train', dict(a=(224, 224)), CROP) is None is too_small('train', {}, CROP)
    assert too_small('train', sizes, NetworkInput(224)) is None


def test_images_that_are_enlarged():
    text = enlarged('train', dict(a=(112, 112), b=(300, 300)), NetworkInput(224))
    assert text.startswith('1 of 2 images of train are smaller than the 224 px')
    assert enlarged('train', dict(a=(112, 112)), CROP) is None  # that is an error


def test_frames_that_nobody_has_aligned():
    text = not_aligned('train', dict(a=(360, 360)), CROP)
    assert 'no alignment.json' in text and f'it sees {100 * 224**2 / 360**2:.0f} %' in text
    assert 'it sees' not in not_aligned('train', {}, CROP)
    assert not_aligned('train', dict(a=(360, 360)), NetworkInput(96)) is None


@pytest.fixture
def part(tmp_path):
    """A dataset of two images of a size."""

    def build(side, augment, kind=AUDataset):
        (tmp_path / 'a.csv').write_text('image,A\n0.png,1\n1.png,0\n')
        for name in '01':
            cv2.imwrite(str(tmp_path / f'{name}.png'), np.zeros((side, side, 3), np.uint8))
        with DefaultScope.overwrite_default_scope('mmpretrain'):
            return kind(data_root=str(tmp_path), ann_file='a.csv', pipeline=[
                dict(type='LoadImageFromFile'), augment, dict(type='PackInputs')])

    return build


@pytest.mark.parametrize('name', ['OneWarpAugment', 'CenterCrop'])
def test_a_training_on_small_crops_is_refused(part, name):
    step = dict(size=224) if name == 'OneWarpAugment' else dict(crop_size=224)
    with pytest.raises(ValueError, match='2 of 2 images of AUDataset looked at are smaller'):
        check_first_images('AUDataset', part(112, dict(type=name, **step)))


def test_a_training_on_frames_is_warned(part, tmp_path):
    augment = dict(type='OneWarpAugment', size=224)
    text, = check_first_images('AUDataset', part(360, augment))
    assert 'no alignment.json' in text
    write_alignment(str(tmp_path), alignment_record(360))
    assert check_first_images('AUDataset', part(360, augment)) == []


def test_images_of_any_kind_and_whatever_is_aligned_by_others(part, monkeypatch):
    resized = dict(type='OneWarpAugment', size=96, resize=108, keep_ratio=True)
    assert check_first_images('a', part(360, resized)) == []
    assert len(check_first_images('a', part(40, resized))) == 1  # enlarged
    monkeypatch.setattr(AUDataset, 'ALIGNED', True)
    assert check_first_images('a', part(360, dict(type='OneWarpAugment', size=224))) == []
    assert CelebA.ALIGNED
    drawn = DemoFaces(num_images=2, pipeline=[dict(type='CenterCrop', crop_size=500)])
    assert check_first_images('a', drawn) == []
