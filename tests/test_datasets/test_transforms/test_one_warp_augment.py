import cv2
import numpy as np
import pytest
import torch
from scipy import stats
from scipy.ndimage import map_coordinates

from mlcr_mm.augmentation import make_views
from mlcr_mm.datasets.transforms import OneWarpAugment, draw_view, one_warp_augment
from mlcr_mm.registry import TRANSFORMS

IMAGE = np.random.default_rng(0).integers(0, 256, (20, 20, 3), np.uint8)
ALL = dict(size=12, random_crop=True, degrees=12, scale=(0.9, 1.1), shift=0.1, flip_prob=0.5,
           brightness=0.4, contrast=0.4, saturation=0.4, erase_prob=0.5)


def _augment(seed=0, image=IMAGE, **settings):
    np.random.seed(seed)
    return OneWarpAugment(**settings)(dict(img=image.copy(), gt_score=[1, 0]))


def test_zero_strength_is_exact():
    np.testing.assert_array_equal(_augment(size=20)['img'], IMAGE)
    np.testing.assert_array_equal(_augment(size=12)['img'], IMAGE[4:16, 4:16])


def test_the_shorter_side_is_resized_or_both():
    smooth = np.linspace(0, 255, 30)[None, :, None] * np.ones((20, 1, 3))
    image = smooth.astype(np.uint8)
    kept = _augment(image=image, resize=10, keep_ratio=True)['img']
    assert kept.shape == (10, 15, 3) and _augment(image=image, resize=10)['img'].shape[1] == 10
    expected = smooth.reshape(20, 15, 2, 3)[:10].mean(2)
    assert np.abs(kept - expected)[:, 1:-1].max() < 2
    middle = _augment(image=image, resize=10, keep_ratio=True, size=10)['img']
    np.testing.assert_array_equal(kept[:, 2:12], middle)


def test_a_box_of_the_image_becomes_the_output(monkeypatch):
    monkeypatch.setattr(one_warp_augment, 'crop_box', lambda *args: (4, 2, 12, 10))
    image = cv2.GaussianBlur(IMAGE, (0, 0), 2)
    view = _augment(image=image, size=12, crop_area=(0.3, 0.3))['img']
    theirs = cv2.resize(image[2:12, 4:16], (12, 12)).astype(int)
    assert np.abs(view - theirs)[1:-1, 1:-1].max() <= 3  # they replicate the border
    views = _augment(size=12, crop_area=(0.3, 0.9), num_views=2)['img']
    assert len(views) == 2 and views[0].shape == (12, 12, 3)


def test_flip_is_exact():
    np.testing.assert_array_equal(_augment(size=20, flip_prob=1)['img'], IMAGE[:, ::-1])


def test_random_crops_are_exact_and_reach_both_ends():
    crops = {_augment(seed, size=18, random_crop=True)['img'].tobytes() for seed in range(200)}
    assert crops == {IMAGE[y:y + 18, x:x + 18].tobytes() for x in range(3) for y in range(3)}


def test_rotation_agrees_with_scipy(monkeypatch):
    y, x = np.mgrid[:40, :40]
    smooth = np.stack([127 + 100 * np.sin(x / 5 + k) * np.cos(y / 6) for k in range(3)], -1)
    image = smooth.round().astype(np.uint8)
    monkeypatch.setattr(draw_view, 'uniform', lambda low, high: high)
    view = OneWarpAugment(size=20, degrees=30)(dict(img=image))['img']
    y, x = np.mgrid[:20, :20] - 9.5
    angle = np.deg2rad(30)  # the inverse: output to source
    places = [-x * np.sin(angle) + y * np.cos(angle) + 19.5,
              x * np.cos(angle) + y * np.sin(angle) + 19.5]
    expected = np.stack([map_coordinates(image[..., k].astype(float), places, order=1)
                         for k in range(3)], -1)
    assert np.abs(view - expected).max() < 2.5


def test_shrinking_does_not_alias():
    stripes = np.zeros((96, 96, 3), np.uint8)
    stripes[:, ::2] = 255  # finer than the output can show
    assert _augment(image=stripes, size=40, resize=40)['img'].std() < 20


def test_parameters_are_uniform(monkeypatch):
    drawn = []
    real = draw_view.affine_matrix

    def record(*args):
        drawn.append((args[2], args[3], args[4][0], args[4][1], args[7]))
        return real(*args)

    monkeypatch.setattr(draw_view, 'affine_matrix', record)
    _augment(**{**ALL, 'num_views': 1000})
    degrees, zoom, shift_x, shift_y, flips = np.array(drawn, float).T
    for values, low, high in ((degrees, -12, 12), (zoom, 0.9, 1.1), (shift_x, -2, 2),
                              (shift_y, -2, 2)):
        assert stats.kstest(values, stats.uniform(low, high - low).cdf).pvalue > 0.01
    assert 0.45 < flips.mean() < 0.55


def test_erased_share_is_in_its_range():
    white = np.full((50, 50, 3), 255, np.uint8)
    views = _augment(image=white, size=50, erase_prob=1, num_views=100)['img']
    shares = np.array([(view == 128).all(-1).mean() for view in views])
    assert 0.015 < shares.min() and 0.1 < shares.max() < 0.16


def test_noise_fills_what_is_erased():
    white = np.full((50, 50, 3), 255, np.uint8)
    view = _augment(image=white, size=50, erase_prob=1, erase_noise=True)['img']
    noise = view[(view != 255).any(-1)]
    assert len(noise) > 40 and 50 < noise.std() < 90 and 110 < noise.mean() < 146


def test_views_differ_repeat_by_seed_and_leave_labels_alone():
    first, second, other = (_augment(seed, **ALL, num_views=2) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first['img'], second['img'])
    assert (first['img'][0] != first['img'][1]).any() and (first['img'][0] != other['img'][0]).any()
    assert first['gt_score'] == [1, 0] and first['img_shape'] == (12, 12)


@pytest.mark.parametrize('settings', [
    ALL, dict(size=12, random_crop=True), dict(size=12, crop_area=(0.3, 0.9), flip_prob=0.5),
    dict(size=18, resize=18, scale=(0.8, 1.2))], ids=str)
def test_views_of_the_device_are_those_of_the_cpu(settings):
    side = 15 if 'crop_area' in settings else 20  # so that nothing shrinks by more than 1.3
    image = cv2.GaussianBlur(IMAGE, (0, 0), 1)[:side, :side]
    here = np.array(_augment(5, image, **settings, num_views=20)['img'], float)
    results = _augment(5, image, **settings, num_views=20, device_source=side)
    source, packed = results['img']
    assert source.shape == (3, side, side) and packed.shape == (20, 15)
    assert results['img_shape'] == here.shape[1:3]
    views = make_views(source[None], packed[None], here.shape[1], False)
    errors = np.abs(torch.cat(views).permute(0, 2, 3, 1).numpy() - here)
    if 'crop_area' in settings:  # at a box's edge the image goes on there, and is mirrored here
        errors = errors[:, 1:-1, 1:-1]
    assert errors.max() <= 3 and errors.mean() < 0.1


def test_zero_strength_and_flip_are_exact_on_the_device():
    for settings, expected in ((dict(size=20), IMAGE), (dict(size=12), IMAGE[4:16, 4:16]),
                               (dict(size=20, flip_prob=1), IMAGE[:, ::-1])):
        source, packed = _augment(**settings, device_source=20)['img']
        view = make_views(source[None], packed[None], settings['size'], False)[0]
        np.testing.assert_array_equal(view.permute(1, 2, 0).numpy(), expected)


def test_images_of_any_size_travel_in_one():
    smooth = np.linspace(0, 255, 60)[None, :, None] * np.ones((40, 1, 3))
    for settings in (dict(resize=20), dict(crop_area=(1., 1.))):
        source, packed = _augment(image=smooth.astype(np.uint8), size=20, **settings,
                                  device_source=26)['img']
        view = make_views(source[None], packed[None], 20, False)[0].permute(1, 2, 0).numpy()
        expected = smooth.reshape(20, 2, 20, 3, 3).mean((1, 3))
        if 'crop_area' not in settings:  # else of the sides 4 : 3 that fit
            assert source.shape == (3, 26, 26) and np.abs(view - expected)[:, 1:-1].max() < 4
        assert view.shape == (20, 20, 3)
    assert OneWarpAugment(size=20, resize=20, device_source=26).least_side == 26
    assert OneWarpAugment(size=20, device_source=26).least_side is None


@pytest.mark.parametrize('settings, words', [
    (dict(size=-5), 'size must be a whole number >= 1 or None, got -5'),
    (dict(size=64.5), 'size must be'), (dict(size=8, resize=0), 'resize must be'),
    (dict(num_views=0), 'num_views must be'), (dict(size=True), 'size must be'),
    (dict(flip_prob=50), r'flip_prob must lie in \[0, 1\], got 50'),
    (dict(erase_prob=-.1), 'erase_prob'), (dict(degrees=-5), r'degrees must lie in \[0, inf\]'),
    (dict(shift=-1), 'shift'), (dict(brightness=-1), 'brightness'), (dict(contrast=-1), 'contrast'),
    (dict(saturation=float('nan')), 'saturation')])
def test_numbers_out_of_their_ranges_are_refused(settings, words):
    with pytest.raises(ValueError, match=f'OneWarpAugment: {words}'):
        OneWarpAugment(**settings)


def test_faulty_settings_are_refused():
    for settings in (dict(size=8, resize=10), dict(size=10, crop_area=(0.5, 1.)), {}):
        with pytest.raises(ValueError, match='device_source=14 needs a size, size=.*2 at least'):
            OneWarpAugment(device_source=14, **settings)
    with pytest.raises(ValueError, match='smaller than size=24; set resize'):
        _augment(size=24)
    with pytest.raises(ValueError, match='the image s/a.png of 20 x 30 px is smaller than'):
        OneWarpAugment(size=24)(dict(img=np.zeros((30, 20, 3), np.uint8), img_path='s/a.png'))
    with pytest.raises(ValueError, match='no range of positive numbers'):
        TRANSFORMS.build(dict(type='OneWarpAugment', size=8, scale=(1.2, 0.8)))
    with pytest.raises(ValueError, match='crop_area=.* is no range'):
        OneWarpAugment(size=8, crop_area=(0.5, 1.5))
    with pytest.raises(ValueError, match='no resize and no random_crop'):
        OneWarpAugment(size=8, resize=9, crop_area=(0.5, 1.))
    with pytest.raises(ValueError, match=r'no range in \(0, 1\)'):
        OneWarpAugment(size=8, erase_area=(0.1, 2))
