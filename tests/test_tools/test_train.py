import os
import signal
import time

import pytest
import torch
from processes import ToolProcess, run_tool
from toy import ROOT, write_toy_config

TOOL = ROOT / 'tools' / 'train.py'


def train(config, work_dir, *flags, code=0):
    return run_tool(TOOL, config, '--work-dir', work_dir, *flags, code=code)


def train_and_kill(config, work_dir, marker, *flags):
    """Train until a line with ``marker`` is printed, then kill -9 everything."""
    process = ToolProcess(TOOL, config, '--work-dir', work_dir, *flags)
    while marker not in process.output:
        assert process.poll() is None, f'{marker} was never printed'
        time.sleep(.001)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def final_state(work_dir):
    checkpoint = torch.load(work_dir / 'epoch_4.pth', map_location='cpu', weights_only=False)
    return checkpoint['state_dict'], checkpoint['optimizer']


def assert_same(first, second):
    assert first.keys() == second.keys()
    for key in first:
        if isinstance(first[key], dict):
            assert_same(first[key], second[key])
        elif isinstance(first[key], torch.Tensor):
            assert torch.equal(first[key], second[key]), key


@pytest.fixture(scope='module')
def uninterrupted(tmp_path_factory):
    folder = tmp_path_factory.mktemp('train')
    config = write_toy_config(folder)
    output = train(config, folder / 'whole')
    return config, folder, output


def test_runs_both_phases(uninterrupted):
    _, folder, output = uninterrupted
    assert 'phase graph begins at epoch 3' in output
    assert 'the classifiers come from the GCN' in output
    assert 'mlcr/f1_ensemble' in output
    state, _ = final_state(folder / 'whole')
    assert state['head.stage'] == 2 and state['head.initial_classifiers'].any()
    assert state['head.logit_shift'].any()


def test_log_and_checkpoint_name_the_phase(uninterrupted):
    _, folder, output = uninterrupted
    lines = [line for line in output.splitlines() if 'Epoch(' in line]
    assert len(lines) > 8
    for line in lines:
        late = any(f'[{epoch}][' in line for epoch in (3, 4))
        assert f'phase: {"graph" if late else "views"} ' in line
    for epoch, name in ((2, 'views'), (4, 'graph')):
        phase = torch.load(folder / 'whole' / f'epoch_{epoch}.pth', weights_only=False)['phase']
        assert phase['name'] == name and phase['phases'] == [['views', 2], ['graph', 2]]


CACHE = 'cache_dir=decoded'
# Crops and flips are exact there, too.
DEVICE = 'train_dataloader.dataset.pipeline.1.device_source=32'


# 'Epoch(train) [3][2/' is in the middle of the first epoch of the second phase. Neither kept images
# nor views that are made for a batch at once make a difference.
@pytest.mark.parametrize('marker, killed_with, resumed_with', [
    ('Epoch(train) [2][2/', [CACHE], [DEVICE]), ('Epoch(train) [3][2/', [DEVICE], [CACHE, DEVICE]),
    ('Saving checkpoint at 3 epochs', [], [CACHE])])
def test_killed_run_resumes_to_the_same_weights(uninterrupted, marker, killed_with, resumed_with,
                                                monkeypatch, tmp_path):
    config, folder, _ = uninterrupted
    work_dir = folder / f'killed{abs(hash(marker))}'
    monkeypatch.chdir(tmp_path)  # of the cache
    train_and_kill(config, work_dir, marker, *(['--cfg-options', *killed_with] * bool(killed_with)))
    assert not (work_dir / 'epoch_4.pth').exists()
    output = train(config, work_dir, '--resume', '--cfg-options', *resumed_with)
    assert output.count('images are read from') == 3 * (CACHE in resumed_with)
    for whole, resumed in zip(final_state(folder / 'whole'), final_state(work_dir)):
        assert_same(whole, resumed)


def test_amp_trains_on_the_cpu(tmp_path):
    output = train(write_toy_config(tmp_path), tmp_path / 'amp', '--amp', '--no-validate',
                   '--cfg-options', 'train_cfg.graph.epochs=1',
                   'optim_wrapper.allow_emulation=True')  # on any processor
    assert 'Epoch(train) [3]' in output and 'Epoch(val)' not in output


def test_bad_config_ends_in_one_clear_error(tmp_path):
    config = write_toy_config(tmp_path)
    output = train(config, tmp_path / 'bad', '--cfg-options', f'data_root={tmp_path}/nowhere',
                   code=1)
    last = output.strip().splitlines()[-1]
    assert last.startswith('error: annotation file')
    assert 'nowhere/labels.csv does not exist' in last and 'Traceback' not in output


def test_phases_to_come_may_change_when_a_run_goes_on(uninterrupted):
    config, folder, _ = uninterrupted
    first = folder / 'whole' / 'epoch_2.pth'
    output = train(config, folder / 'longer', '--resume', str(first), '--cfg-options',
                   'train_cfg.graph.epochs=3')
    assert 'Epoch(train) [5]' in output
    output = train(config, folder / 'other', '--resume', folder / 'whole' / 'epoch_4.pth',
                   '--cfg-options', 'train_cfg.views.epochs=1', 'train_cfg.graph.epochs=5', code=1)
    assert 'phases that are over cannot be changed' in output.strip().splitlines()[-1]


def test_fast_dev_run_goes_through_everything_and_touches_no_real_run(uninterrupted, tmp_path):
    config, _, _ = uninterrupted
    output = train(config, tmp_path / 'work', '--fast-dev-run', '--cfg-options',
                   'val_dataloader.batch_size=5')
    for name, epoch in (('views', 1), ('graph', 2)):
        assert f'phase {name} begins at epoch {epoch}' in output
    assert output.count('mlcr/f1: ') == 1 and 'Epoch(train) [3]' not in output
    assert not (tmp_path / 'work').exists()
    assert (tmp_path / 'work_fast_dev_run' / 'epoch_2.pth').exists()
