import torch

from mlcr_mm.registry import OPTIM_WRAPPERS


def test_forward_runs_in_bfloat16_and_weights_stay_float32():
    layer = torch.nn.Linear(4, 2)
    wrapper = OPTIM_WRAPPERS.build(
        dict(type='CPUAutocastOptimWrapper', allow_emulation=True,
             optimizer=torch.optim.SGD(layer.parameters(), lr=.1)))
    before = layer.weight.clone()
    with wrapper.optim_context(layer):
        out = layer(torch.randn(3, 4))
    assert out.dtype == torch.bfloat16
    wrapper.update_params(out.float().sum())
    assert layer.weight.dtype == torch.float32
    assert not torch.equal(layer.weight, before)
