import pytest
import torch
from torch import nn

from mlcr_mm.engine.checkpoints.view_checkpoint import load_view_module


def test_all_weights_are_loaded_or_none():
    trained = nn.Linear(2, 3)
    state = {f'backbone.{name}': weight for name, weight in trained.state_dict().items()}
    checkpoint = dict(state_dict=dict(state, **{'head.fc.weight': torch.zeros(1)}))
    module = nn.Linear(2, 3)
    load_view_module(module, checkpoint, 'a.pth', 'backbone')
    assert torch.equal(module.weight, trained.weight)
    for wrong in (nn.Linear(2, 4), nn.Sequential(nn.Linear(2, 3))):
        with pytest.raises(ValueError, match='a.pth has no backbone that fits'):
            load_view_module(wrong, checkpoint, 'a.pth', 'backbone')
    load_view_module(nn.Flatten(), checkpoint, 'a.pth', 'neck')  # nothing to load
