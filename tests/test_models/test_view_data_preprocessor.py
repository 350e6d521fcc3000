import pytest
import torch
from mmengine.dataset import default_collate, pseudo_collate
from mmpretrain.structures import DataSample

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
