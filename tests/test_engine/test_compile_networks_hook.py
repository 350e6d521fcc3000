from types import SimpleNamespace

import pytest
import torch
from toy import write_toy_config
from training_doubles import model_config

from mlcr_mm.apis import load_config
from mlcr_mm.engine import CompileNetworksHook
from mlcr_mm.engine.compile_networks_hook import networks_of
from mlcr_mm.registry import MODELS, RUNNERS


def train(folder, enable, resume=False, work='work'):
    """Weights after both phases of a toy training; ``eager`` compiles without other rounding."""
    config = load_config(str(write_toy_config(folder)), {
        'train_dataloader.num_workers': 0, 'train_cfg.views.epochs': 1,
        'train_cfg.graph.epochs': 1, 'default_hooks.compile_networks.enable': enable,
        'default_hooks.compile_networks.backend': 'eager'})
    config.val_cfg = config.val_dataloader = config.val_evaluator = None
    config.work_dir = str(folder / work)
    config.experiment_name, config.resume = f'{folder.name}-{work}-{resume}', resume
    runner = RUNNERS.build(config)
    return runner, runner.train().state_dict()


def test_both_phases_train_to_the_same_weights_and_a_resumed_run_too(tmp_path):
    plain = train(tmp_path, False, work='plain')[1]
    runner, compiled = train(tmp_path, True)
    assert all(network._compiled_call_impl for network in networks_of(runner.model))
    assert list(compiled) == list(plain)
    assert all(torch.equal(compiled[name], value) for name, value in plain.items())
    (tmp_path / 'work' / 'epoch_2.pth').unlink()
    (tmp_path / 'work' / 'last_checkpoint').write_text(str(tmp_path / 'work' / 'epoch_1.pth'))
    resumed = train(tmp_path, True, resume=True)[1]
    assert all(torch.equal(resumed[name], value) for name, value in compiled.items())


@pytest.mark.parametrize('enable', [True, False])
def test_a_switch(enable):
    model = MODELS.build(model_config())
    CompileNetworksHook(enable, backend='eager').before_train(SimpleNamespace(model=model))
    assert [bool(network._compiled_call_impl) for network in model.backbone] == [enable] * 2
    assert not model._compiled_call_impl


def test_models_of_one_network_and_of_none():
    one = torch.nn.Module()
    assert networks_of(one) == []
    one.backbone = torch.nn.Linear(1, 1)
    assert networks_of(one) == [one.backbone]
