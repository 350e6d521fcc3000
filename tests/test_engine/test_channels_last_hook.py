from types import SimpleNamespace

import torch

from mlcr_mm.engine import ChannelsLastHook


def test_converts_weights_and_keeps_values():
    model = torch.nn.Conv2d(8, 4, 3)
    before = model.weight.clone()
    parameter = model.weight
    ChannelsLastHook().before_run(SimpleNamespace(model=model))
    assert model.weight.is_contiguous(memory_format=torch.channels_last)
    assert torch.equal(model.weight, before)
    assert model.weight is parameter  # the optimizer holds it already
