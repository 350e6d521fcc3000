import pytest
import torch
from torch import nn

from mlcr_mm.engine.checkpoints.view_checkpoint import load_view_module


def test_all_weights_are_loaded_or_none(tmp_path):
    trained, file = nn.Linear(2, 3), str(tmp_path / 'a.pth')
    state = {f'backbone.{name}': weight for name, weight in trained.state_dict().items()}
    torch.save(dict(state_dict=dict(state, **{'head.fc.weight': torch.zeros(1)})), file)
    module = nn.Linear(2, 3)
    load_view_module(module, file, 'backbone')
    assert torch.equal(module.weight, trained.weight)
    for wrong in (nn.Linear(2, 4), nn.Sequential(nn.Linear(2, 3))):
        with pytest.raises(ValueError, match='a.pth has no backbone that fits'):
            load_view_module(wrong, file, 'backbone')
    load_view_module(nn.Flatten(), file, 'neck')  # nothing to load
