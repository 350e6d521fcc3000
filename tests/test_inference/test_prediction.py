import numpy as np
import pytest
import torch
from toy import write_toy_checkpoint

from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.inference import predict_crops
from mlcr_mm.inference.crop_pipeline import CropPipeline


@pytest.fixture
def crops(config, rng):
    pipeline = CropPipeline(config)
    return [pipeline(rng.integers(0, 256, (32, 32, 3), dtype=np.uint8)) for _ in range(7)]


def network(config):
    """One network instead of two."""
    config.merge_from_dict(dict(model=dict(
        _delete_=True, type='ImageClassifier', backbone=config.model.backbone,
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type='RecognitionHead', num_classes=3, in_channels=64))))
    return config


def test_two_networks(config, checkpoint, crops):
    model = load_trained_model(config, checkpoint, 'cpu')
    scores = predict_crops(model, crops)
    images = torch.stack([crop['inputs'] for crop in crops])
    mean, std = model.data_preprocessor.mean, model.data_preprocessor.std
    inputs = (images.flip(1).float() - mean) / std  # to RGB
    with torch.no_grad():
        views = model(inputs).sigmoid()  # (V, N, C)
    np.testing.assert_allclose([score.probabilities for score in scores], views.mean(0), atol=1e-5)
    np.testing.assert_allclose([score.disagreement for score in scores],
                               (views[0] - views[1]).abs(), atol=1e-5)
    assert np.ptp([score.probabilities for score in scores], axis=0).max() > .01


def test_what_the_head_shifts_reaches_the_result(config, checkpoint, crops):
    model = load_trained_model(config, checkpoint, 'cpu')
    before = predict_crops(model, crops)
    model.head.logit_shift.copy_(torch.tensor([[5., 0, 0], [0, 0, 0]]))
    after = predict_crops(model, crops)
    assert after[0].probabilities[0] > before[0].probabilities[0]
    np.testing.assert_allclose(after[0].probabilities[1:], before[0].probabilities[1:], atol=1e-6)


@pytest.mark.parametrize('batch', [1, 2, 3, 7])
def test_values_do_not_depend_on_the_batch(config, checkpoint, crops, batch):
    model = load_trained_model(config, checkpoint, 'cpu')
    alone = np.array([predict_crops(model, [crop])[0].probabilities for crop in crops])
    together = []
    for start in range(0, len(crops), batch):
        together += predict_crops(model, crops[start:start + batch])
    np.testing.assert_allclose([score.probabilities for score in together], alone, atol=1e-5)


def test_one_network_has_nobody_to_disagree_with(config, crops, tmp_path):
    config = network(config)
    path = write_toy_checkpoint(config, tmp_path / 'one.pth')
    scores = predict_crops(load_trained_model(config, path, 'cpu'), crops)
    assert all(score.disagreement is None and score.probabilities.shape == (3, )
               for score in scores)


def test_crops_of_several_sizes_keep_their_order(config, checkpoint, rng):
    model = load_trained_model(config, checkpoint, 'cpu')
    sample = CropPipeline(config)(np.zeros((24, 24, 3), np.uint8))['data_samples']
    crops = [
        dict(inputs=torch.from_numpy(rng.integers(0, 256, (3, size, size), dtype=np.uint8)),
             data_samples=sample.clone()) for size in (24, 32, 24, 40, 32)
    ]
    alone = [predict_crops(model, [crop])[0].probabilities for crop in crops]
    together = [score.probabilities for score in predict_crops(model, crops)]
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_no_crops(config, checkpoint):
    assert predict_crops(load_trained_model(config, checkpoint, 'cpu'), []) == []
