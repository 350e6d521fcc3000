import cv2
import numpy as np
import pytest
import torch
from mmengine.dataset import default_collate, pseudo_collate
from mmpretrain.datasets import MultiView, PackInputs
from mmpretrain.structures import DataSample

from mlcr_mm.datasets.transforms import OneWarpAugment
from mlcr_mm.registry import MODELS

MEAN, STD = [1., 2., 3.], [2., 4., 8.]


@pytest.fixture
def preprocessor():
    return MODELS.build(dict(type='ViewDataPreprocessor', mean=MEAN, std=STD, to_rgb=True))


def images(count, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return [torch.randint(256, (3, 4, 5), generator=generator, dtype=torch.uint8)
            for _ in range(count)]


def normalised(batch):
    rows = [[(image[2 - c].float() - MEAN[c]) / STD[c] for c in range(3)] for image in batch]
    return torch.stack([torch.stack(row) for row in rows])


@pytest.mark.parametrize('collate', [default_collate, pseudo_collate])
@pytest.mark.parametrize('count', [1, 2, 3])
def test_images_become_one_batch(preprocessor, collate, count):
    batch = images(count)
    out = preprocessor(collate([dict(inputs=image, data_samples=0) for image in batch]))
    torch.testing.assert_close(out['inputs'], normalised(batch))


@pytest.mark.parametrize('collate', [default_collate, pseudo_collate])
@pytest.mark.parametrize('count', [1, 2, 3])
def test_views_become_a_batch_each(preprocessor, collate, count):
    views = images(count, 1), images(count, 2)
    samples = [dict(inputs=list(pair), data_samples=0) for pair in zip(*views)]
    out = preprocessor(collate(samples))['inputs']
    assert len(out) == 2
    for got, view in zip(out, views):
        torch.testing.assert_close(got, normalised(view))


def test_images_of_different_sizes_are_named(preprocessor):
    data = pseudo_collate([dict(inputs=torch.zeros(3, 4, side), data_samples=0) for side in (4, 6)])
    with pytest.raises(ValueError, match=r'differ in size.*\(3, 4, 4\) and \(3, 4, 6\).*Resize'):
        preprocessor(data)


@pytest.mark.parametrize('count', [1, 2, 3])
def test_classifier_scores_alike_with_both_collates(count):
    model = MODELS.build(dict(
        type='DualViewClassifier',
        backbone=dict(type='ResNet', depth=18, base_channels=16, stem_channels=16),
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type='DualViewHead', num_classes=3, in_channels=128,
                  loss_co_regularization=dict(type='CoRegularizationLoss')),
        data_preprocessor=dict(mean=MEAN, std=STD))).eval()
    batch = [torch.rand(3, 32, 32) for _ in range(count)]
    scores = []
    for collate in (default_collate, pseudo_collate):
        samples = [dict(inputs=image, data_samples=DataSample()) for image in batch]
        results = model.test_step(collate(samples))
        scores.append(torch.stack([result.pred_score for result in results]))
    assert len(scores[0]) == count
    torch.testing.assert_close(scores[0], scores[1])


def _augmented(seed=0, **settings):
    """Four samples of a pipeline."""
    np.random.seed(seed)
    augment = OneWarpAugment(size=12, degrees=12, brightness=.4, erase_prob=.5, **settings)
    rng = np.random.default_rng(0)
    pictures = [cv2.GaussianBlur(rng.integers(0, 256, (16, 16, 3), np.uint8), (0, 0), 1)
                for _ in range(4)]
    return [PackInputs()(augment(dict(img=picture))) for picture in pictures]


@pytest.mark.parametrize('collate', [default_collate, pseudo_collate])
@pytest.mark.parametrize('num_views', [None, 1, 2])
def test_views_are_made_from_their_numbers(preprocessor, collate, num_views):
    here, there = (preprocessor(collate(_augmented(num_views=num_views, device_source=side)))
                   ['inputs'] for side in (None, 16))
    assert type(here) is type(there)
    pairs = [(here, there)] if num_views is None else list(zip(here, there))
    for expected, view in pairs:
        assert view.shape == (4, 3, 12, 12)
        assert (expected - view).abs().max() <= 3 / min(STD) + 1e-4
        assert (expected - view).abs().mean() < 0.1


@pytest.mark.parametrize('collate', [default_collate, pseudo_collate])
def test_views_of_multi_view_are_made_as_well(preprocessor, collate):
    weak = dict(type='OneWarpAugment', size=12, device_source=16)
    steps = MultiView([[weak], [dict(weak, erase_prob=1., erase_noise=True)]], [1, 1])
    images = np.random.default_rng(0).integers(0, 256, (3, 16, 16, 3), np.uint8)
    weak, strong = preprocessor(collate([
        PackInputs()(steps(dict(img=image))) for image in images]))['inputs']
    crop = torch.from_numpy(images[:, 2:14, 2:14]).permute(0, 3, 1, 2)
    torch.testing.assert_close(weak, normalised(crop))
    assert 0 < (weak != strong).float().mean() < 0.3


def test_another_preprocessor_fails_on_them():
    batch = default_collate(_augmented(num_views=2, device_source=16))
    for kind in ('ClsDataPreprocessor', 'SelfSupDataPreprocessor'):
        with pytest.raises(Exception):  # noqa: B017  which one is theirs
            MODELS.build(dict(type=kind, mean=MEAN, std=STD, to_rgb=True))(batch)
