import cv2
import numpy as np
import pytest
from face_images import HEADER, landmark_line, moved_points
from mmcv.transforms import LoadImageFromFile
from mmengine.dataset import Compose

from mlcr_mm.datasets.transforms import AlignFace, LoadIntactImage, join_steps

LOAD, FLIP = dict(type='LoadImageFromFile'), dict(type='RandomFlip', prob=.5)


def _augment(**settings):
    return dict(type='OneWarpAugment', **settings)


def test_loading_stands_in_the_first_place_only():
    pipeline = Compose([LOAD, FLIP])
    assert join_steps(pipeline) is pipeline
    assert isinstance(pipeline.transforms[0], LoadIntactImage)
    loader = pipeline.transforms[0].loader
    join_steps(pipeline)
    assert pipeline.transforms[0].loader is loader and isinstance(loader, LoadImageFromFile)
    for transforms in ([], [FLIP, LOAD]):
        kept = join_steps(Compose(transforms)).transforms
        assert not any(isinstance(transform, LoadIntactImage) for transform in kept)


@pytest.mark.parametrize('step, side', [
    (_augment(size=8, resize=9), 9), (_augment(size=8), None), (FLIP, None),
    (_augment(size=30, crop_area=(1 / 3, 1.)), 60),
    (dict(type='MultiView', num_views=[1, 1],
          transforms=[[_augment(resize=9)], [_augment(resize=12)]]), 12),
    (dict(type='MultiView', num_views=[1, 1], transforms=[[_augment(resize=9)], [FLIP]]), None),
    (dict(type='MultiView', num_views=[1, 1], transforms=[[_augment(resize=9)], []]), None)])
def test_decodes_no_larger_than_the_next_step_needs(step, side):
    assert join_steps(Compose([LOAD, step])).transforms[0].least_side == side
    assert join_steps(Compose([LOAD])).transforms[0].least_side is None


def test_what_another_pipeline_holds_is_left_alone():
    first = join_steps(Compose([LOAD, _augment(resize=9)]))
    second = join_steps(Compose([first.transforms[0]]))
    assert first.transforms[0].least_side == 9 and second.transforms[0].least_side is None


@pytest.fixture
def raw(tmp_path):
    """A smooth picture with landmarks, turned and a little smaller than the crop."""
    image = np.random.default_rng(0).integers(0, 256, (400, 420, 3), np.uint8)
    image = cv2.normalize(cv2.GaussianBlur(image, (0, 0), 4), None, 0, 255, cv2.NORM_MINMAX)
    cv2.imwrite(str(tmp_path / 'a.png'), image)
    (tmp_path / 'landmarks.csv').write_text(
        f'{HEADER}\n{landmark_line("a.png", moved_points())}\n')
    align = dict(type='AlignFace', landmarks=str(tmp_path / 'landmarks.csv'), root=str(tmp_path))
    return align, dict(img_path=str(tmp_path / 'a.png'))


@pytest.mark.parametrize('settings, tolerance', [
    (dict(size=224), 1), (dict(size=96, resize=108), 9), (dict(size=240, resize=300), 6)])
def test_aligns_in_the_same_warp(raw, settings, tolerance):
    align, sample = raw
    steps = [LOAD, align, _augment(**settings)]
    expected = Compose(steps)(dict(sample))['img'].astype(int)
    joined = join_steps(Compose(steps))
    result = joined(dict(sample))
    assert joined.transforms[1].leaves_warp and 'alignment' not in result
    errors = np.abs(result['img'] - expected)[3:-3, 3:-3]
    assert errors.max() <= tolerance and errors.mean() <= tolerance / 6
    assert np.abs(expected - expected.mean()).mean() > 10
    assert result['img_shape'] == result['img'].shape[:2]


def test_what_lies_around_the_crop_is_taken_from_the_image(raw):
    align, sample = raw
    augment = _augment(scale=(0.7, 0.7))
    joined = join_steps(Compose([LOAD, align, augment]))(dict(sample))['img']
    larger = Compose([LOAD, dict(align, size=480)])(dict(sample))['img']
    assert joined.shape == (240, 240, 3)
    # The template of 480 px is that of 240 px enlarged, so its middle shows twice the detail.
    expected = cv2.warpAffine(larger, np.float64([[.35, 0, 35.825], [0, .35, 35.825]]), (240, 240))
    assert np.abs(joined.astype(int) - expected)[60:180, 60:180].max() <= 6
    assert joined[:20].mean() > 20  # of the image, not black


def test_a_random_box_is_taken_from_an_aligned_crop(raw):
    align, sample = raw
    joined = join_steps(Compose([LOAD, align, _augment(size=24, crop_area=(0.5, 1.))]))
    assert not joined.transforms[1].leaves_warp
    assert joined(dict(sample))['img'].shape == (24, 24, 3)


def test_repr_names_the_steps(raw):
    joined = join_steps(Compose([LOAD, raw[0], _augment()]))
    assert isinstance(joined.transforms[1], AlignFace) and 'AlignFace' in repr(joined)
