import torch
from mmengine.model import MMDistributedDataParallel
from mmpretrain.models import ImageClassifier

from mlcr_mm.engine.unwrap import unwrap_model
from mlcr_mm.models import AverageViewScoreTTA


def test_takes_off_tta_and_leaves_plain_models():
    model = ImageClassifier(backbone=dict(type='LeNet5'))
    assert unwrap_model(model) is model
    assert unwrap_model(AverageViewScoreTTA(module=model)) is model


def test_takes_off_distributed_training():
    model = torch.nn.Linear(2, 2)
    wrapper = MMDistributedDataParallel.__new__(MMDistributedDataParallel)
    torch.nn.Module.__init__(wrapper)
    wrapper.module = model
    assert unwrap_model(wrapper) is model
