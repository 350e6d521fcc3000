"""The hook in a small training of mmengine's own runner; every file operation is watched."""
import os
import shutil

import pytest
import torch
from mmengine.model import BaseModel
from mmengine.runner import Runner

from mlcr_mm.engine import WholeCheckpointHook
from mlcr_mm.files import CheckpointFileError, is_whole
from mlcr_mm.files.atomic_backend import AtomicBackend


class Model(BaseModel):

    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self, x, mode='tensor'):
        return dict(loss=self.weight.sum() * x.mean())


@pytest.fixture
def make(tmp_path):
    """A runner and its hook, at the beginning of a training."""

    def run(**settings):
        runner = Runner(
            Model(), str(tmp_path), train_dataloader=dict(
                dataset=[torch.ones(1)], sampler=dict(type='DefaultSampler'), batch_size=1),
            train_cfg=dict(by_epoch=True, max_epochs=9),
            optim_wrapper=dict(optimizer=dict(type='SGD', lr=.1)),
            experiment_name=tmp_path.name)
        runner._train_loop = runner.build_train_loop(runner._train_loop)
        runner.optim_wrapper = runner.build_optim_wrapper(runner.optim_wrapper)
        hook = WholeCheckpointHook(interval=1, save_param_scheduler=False, **settings)
        hook.before_train(runner)
        return runner, hook

    return run


def epoch(runner, hook, number, **metrics):
    runner._train_loop._epoch = number - 1
    hook.after_train_epoch(runner)
    runner._train_loop._epoch = number
    if metrics:
        hook.after_val_epoch(runner, metrics)


def whole(folder, pattern='epoch_*.pth'):
    return sorted(file.name for file in folder.glob(pattern) if is_whole(file))


@pytest.mark.parametrize('keep', [1, 2])
def test_one_is_whole_whenever_another_is_written_or_removed(make, tmp_path, monkeypatch, keep):
    runner, hook = make(max_keep_ckpts=keep)
    epoch(runner, hook, 1)
    seen, put, remove = [], AtomicBackend.put, AtomicBackend.remove
    monkeypatch.setattr(AtomicBackend, 'put', lambda *a: (seen.append(whole(tmp_path)), put(*a)))
    monkeypatch.setattr(AtomicBackend, 'remove', lambda *a: (remove(*a), seen.append(
        whole(tmp_path))))
    for number in (2, 3, 4):
        epoch(runner, hook, number)
        assert (tmp_path / 'last_checkpoint').read_text() == str(tmp_path / f'epoch_{number}.pth')
    assert len(seen) >= 5 and all(seen)
    assert whole(tmp_path) == [f'epoch_{number}.pth' for number in range(5 - keep, 5)]
    ids = torch.load(tmp_path / 'epoch_4.pth', weights_only=False)['message_hub']['runtime_info']
    assert ids['keep_ckpt_ids'] == list(range(5 - keep, 5))


@pytest.mark.parametrize('metrics', [['f1'], ['f1', 'auc']])
def test_the_former_best_one_goes_after_the_new_one_came(make, tmp_path, monkeypatch, metrics):
    runner, hook = make(save_best=metrics, rule='greater')
    epoch(runner, hook, 1, **dict.fromkeys(metrics, .1))
    seen, put = [], AtomicBackend.put
    monkeypatch.setattr(AtomicBackend, 'put', lambda *a: (
        seen.append(whole(tmp_path, 'best_f1_*')), put(*a)))
    epoch(runner, hook, 2, **dict.fromkeys(metrics, .05))
    assert whole(tmp_path, 'best_*') == sorted(f'best_{name}_epoch_1.pth' for name in metrics)
    epoch(runner, hook, 3, **dict.fromkeys(metrics, .3))
    assert whole(tmp_path, 'best_*') == sorted(f'best_{name}_epoch_3.pth' for name in metrics)
    assert seen and all(seen)


def test_a_full_disk_leaves_the_earlier_one_whole_and_no_litter(make, tmp_path, monkeypatch):
    runner, hook = make(max_keep_ckpts=1)
    epoch(runner, hook, 1)
    files = set(os.listdir(tmp_path))

    def full(_):
        raise OSError(28, 'No space left on device')

    monkeypatch.setattr('os.fsync', full)
    with pytest.raises(CheckpointFileError, match=(
            r'epoch_2.pth could not be written \(No space.*epoch_1.pth is whole; .*--resume')):
        epoch(runner, hook, 2)
    assert set(os.listdir(tmp_path)) == files and whole(tmp_path) == ['epoch_1.pth']
    assert (tmp_path / 'last_checkpoint').read_text() == str(tmp_path / 'epoch_1.pth')


def test_a_validation_without_the_metric_chooses_no_best_and_goes_on(make, tmp_path):
    runner, hook = make(save_best='f1', rule='greater')
    epoch(runner, hook, 1, other=1.)
    assert whole(tmp_path, 'best_*') == []
    epoch(runner, hook, 2, f1=3.)
    hook.after_val_epoch(runner, {})
    assert whole(tmp_path, 'best_*') == ['best_f1_epoch_2.pth']


@pytest.mark.parametrize('metrics', [['f1'], ['f1', 'auc']])
def test_the_best_one_of_a_copied_directory_is_its_own(make, tmp_path, metrics):
    runner, hook = make(save_best=metrics, rule='greater')
    epoch(runner, hook, 1, **dict.fromkeys(metrics, .1))
    original = tmp_path / 'original'
    original.mkdir()
    for file in tmp_path.glob('best_*.pth'):
        shutil.copy(file, original)
        name = 'best_ckpt' if len(metrics) == 1 else f'best_ckpt_{file.name.split("_")[1]}'
        runner.message_hub.update_info(name, str(original / file.name))
    hook.before_train(runner)  # as the copy is resumed
    epoch(runner, hook, 2, **dict.fromkeys(metrics, .2))
    assert whole(tmp_path, 'best_*') == sorted(f'best_{name}_epoch_2.pth' for name in metrics)
    assert whole(original, 'best_*') == sorted(f'best_{name}_epoch_1.pth' for name in metrics)


def test_a_best_one_that_is_gone_is_forgotten(make, tmp_path):
    runner, hook = make(save_best='f1', rule='greater')
    epoch(runner, hook, 1, f1=.1)
    (tmp_path / 'best_f1_epoch_1.pth').unlink()
    hook.before_train(runner)
    assert runner.message_hub.get_info('best_ckpt') is None
    epoch(runner, hook, 2, f1=.2)
    assert whole(tmp_path, 'best_*') == ['best_f1_epoch_2.pth']
