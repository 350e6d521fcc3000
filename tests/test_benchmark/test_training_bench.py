from argparse import Namespace
from copy import deepcopy

import pytest
import torch
from toy import write_toy_config

from mlcr_mm.apis import config_from_arguments
from mlcr_mm.benchmark.training_bench import TrainingBench


def make_bench(folder, method='mlcr'):
    path = write_toy_config(folder, workers=0, method=method)
    config = config_from_arguments(Namespace(
        config=str(path), cfg_options=None, work_dir=None, launcher='none', local_rank=0,
        no_pin_memory=False))
    return TrainingBench(config, f'{folder.name}-{method}', str(folder / 'work'))


def changed(module, before):
    return any(not torch.equal(value, before[name])
               for name, value in module.state_dict().items() if value.is_floating_point())


def test_each_kind_of_step_trains_its_own_networks(tmp_path):
    bench = make_bench(tmp_path)
    model, bare = bench.runner.model, bench.bare
    assert bench.batch_size == 8 and len(bare.backbones) == 2
    for mine, theirs in zip(bare.backbones[1].parameters(), model.backbone[1].parameters()):
        assert torch.equal(mine, theirs) and mine is not theirs
    for step, trained, other in ((bench.bare_step, bare, model), (bench.step, model, bare),
                                 (bench.train, model, bare)):
        before = [deepcopy(module.state_dict()) for module in (trained, other)]
        step()
        assert changed(trained, before[0]) and not changed(other, before[1])
    assert bench.runner.iter == 1  # the loop alone counts


def test_training_goes_on_after_the_end_of_an_epoch(tmp_path, monkeypatch):
    bench = make_bench(tmp_path)
    seen = []
    monkeypatch.setattr(bench.loop, 'run_iter', lambda number, batch: seen.append(
        [sample.sample_idx for sample in batch['data_samples']]))
    length = len(bench.loop.dataloader)
    for _ in range(2 * length):
        bench.train()
    assert len(seen) == 2 * length and min(map(len, seen)) >= 1


def test_what_the_workers_have_ready_is_used_up_before(tmp_path, monkeypatch):
    bench = make_bench(tmp_path)
    calls = []
    for name in ('bare_step', 'step', 'train'):
        monkeypatch.setattr(bench, name, lambda name=name: calls.append(name))
    monkeypatch.setattr(bench.loop.dataloader, 'num_workers', 3, raising=False)
    for task in bench.tasks(2):
        if task.prepare:
            task.prepare()
            calls.append('timed')
        task.run()
        assert task.units == 2
    assert calls == ['bare_step'] * 2 + ['step'] * 2 + ['train'] * 6 + ['timed'] + ['train'] * 2


@pytest.mark.parametrize('method', ['mean_teacher', 'fixmatch'])
def test_one_network_with_two_augmentations(tmp_path, method):
    bench = make_bench(tmp_path, method)
    assert len(bench.bare.backbones) == 1 and bench.bare.images[0].shape == (8, 3, 24, 24)
    bench.bare_step()
    bench.step()
    bench.train()


def test_the_operations_are_those_of_the_convolutions(tmp_path):
    bench = make_bench(tmp_path)
    # A convolution that gives what it gets: 2 * weights * pixels each forward.
    first = bench.bare.backbones[0].conv1.weight
    assert bench.flops() > 2 * 2 * first.numel() * 8 * 12 * 12
    assert all(parameter.grad is None for parameter in bench.bare.parameters())
