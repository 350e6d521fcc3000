import pytest
import torch
from mmengine.config import Config

from mlcr_mm.apis import set_mixed_precision, set_test_precision
from mlcr_mm.engine import cpu_autocast_optim_wrapper as wrapper_module
from mlcr_mm.registry import OPTIM_WRAPPERS


def a_config(**wrapper):
    return Config(dict(optim_wrapper=dict(optimizer=dict(type='SGD', lr=.1), **wrapper)))


@pytest.fixture
def machine(monkeypatch):

    def pretend(gpu, bfloat16):
        monkeypatch.setattr(torch.cuda, 'is_available', lambda: gpu)
        monkeypatch.setattr(torch.ops.mkldnn, '_is_mkldnn_bf16_supported', lambda: bfloat16,
                            raising=False)

    return pretend


@pytest.mark.parametrize('gpu, expected', [(True, 'AmpOptimWrapper'),
                                           (False, 'CPUAutocastOptimWrapper')])
def test_amp_chooses_by_machine(machine, gpu, expected):
    machine(gpu, bfloat16=not gpu)
    config = a_config(allow_emulation=True)
    set_mixed_precision(config, amp=True)
    assert config.optim_wrapper.type == expected
    assert ('allow_emulation' in config.optim_wrapper) != gpu


def test_without_amp_nothing_changes(machine):
    machine(gpu=False, bfloat16=False)
    config = a_config()
    set_mixed_precision(config, amp=False)
    assert 'type' not in config.optim_wrapper


def test_float16_without_a_gpu_names_amp(machine):
    machine(gpu=False, bfloat16=True)
    with pytest.raises(ValueError, match='AmpOptimWrapper.*--amp'):
        set_mixed_precision(a_config(type='AmpOptimWrapper'), amp=False)


@pytest.mark.parametrize('amp, wrapper', [(True, {}), (False, {'type': 'CPUAutocastOptimWrapper'})])
def test_emulated_bfloat16_is_refused_unless_allowed(machine, amp, wrapper):
    machine(gpu=False, bfloat16=False)
    with pytest.raises(ValueError, match='emulate.*allow_emulation=True'):
        set_mixed_precision(a_config(**wrapper), amp)
    config = a_config(allow_emulation=True, **wrapper)
    set_mixed_precision(config, amp)
    assert config.optim_wrapper.type == 'CPUAutocastOptimWrapper'


def test_a_test_is_refused_like_a_training(machine):
    machine(gpu=False, bfloat16=False)
    config = Config(dict(a_config()._cfg_dict, test_cfg=dict()))
    set_test_precision(config, amp=False)
    assert not config.test_cfg
    with pytest.raises(ValueError, match='emulate.*allow_emulation=True'):
        set_test_precision(config, amp=True)
    config.optim_wrapper.allow_emulation = True
    set_test_precision(config, amp=True)
    assert config.test_cfg.fp16


@pytest.mark.parametrize('gpu, bfloat16', [(True, False), (False, True)])
def test_a_test_runs_where_the_machine_can(machine, gpu, bfloat16):
    machine(gpu, bfloat16)
    config = Config(dict(test_cfg=dict()))
    set_test_precision(config, amp=True)
    assert config.test_cfg.fp16


def test_wrapper_refuses_emulation_in_any_launcher(machine):
    machine(gpu=False, bfloat16=False)
    optimizer = torch.optim.SGD(torch.nn.Linear(2, 1).parameters(), lr=.1)
    settings = dict(type='CPUAutocastOptimWrapper', optimizer=optimizer)
    with pytest.raises(ValueError, match='emulate'):
        OPTIM_WRAPPERS.build(settings)
    wrapper = OPTIM_WRAPPERS.build(dict(settings, allow_emulation=True))
    assert isinstance(wrapper, wrapper_module.CPUAutocastOptimWrapper)
