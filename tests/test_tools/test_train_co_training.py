"""Co-training, trained and tested by the tools."""
import json

import pytest
import torch
from method_configs import (
    CO_TRAINING,
    assert_same_weights,
    build_runner,
    load_checkpoint,
    logged_metrics,
    write_method_config,
)
from processes import run_ranks, run_tool
from toy import ROOT

TRAIN, TEST = ROOT / 'tools' / 'train.py', ROOT / 'tools' / 'test.py'


def targets_of(work_dir, epoch):
    return load_checkpoint(work_dir, epoch)['phase']['targets']


@pytest.fixture(scope='module')
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp('co_training')
    config = write_method_config(folder, CO_TRAINING, 'co_training_emotionet')
    return config, folder, run_tool(TRAIN, config, '--work-dir', folder / 'whole')


def test_rounds_are_run_and_reported(trained):
    _, folder, output = trained
    assert 'exchange 1 of labels' in output and 'exchange 2 of labels' in output
    first, last = (targets_of(folder / 'whole', epoch) for epoch in (2, 4))
    assert first['times'] == 1 and last['times'] == 2
    assert last['values'].shape == (24, 2, 3)
    # Half of the 24 images, up to rounding.
    known = (first['values'] != -1).sum(dim=0)  # (V, C)
    assert ((known >= 11) & (known <= 13)).all()


def test_checkpoint_is_tested_without_the_unlabelled_images(trained):
    config, folder, _ = trained
    out = folder / 'metrics.json'
    run_tool(TEST, config, folder / 'whole' / 'epoch_4.pth', '--work-dir', folder / 'test',
             '--out', out, '--out-item', 'metrics', '--cfg-options',
             'train_dataloader.dataset.unlabeled=None')
    logged = logged_metrics(folder / 'whole')
    assert json.loads(out.read_text())['mlcr/f1'] == pytest.approx(logged['mlcr/f1'], abs=1e-4)


def test_resumed_run_ends_with_the_same_weights(trained):
    """Epoch 3 goes on with the pseudo-labels of the checkpoint, epoch 4 labels anew."""
    config, folder, _ = trained
    run_tool(TRAIN, config, '--work-dir', folder / 'resumed', '--resume',
              folder / 'whole' / 'epoch_2.pth')
    whole, resumed = load_checkpoint(folder / 'whole'), load_checkpoint(folder / 'resumed')
    assert_same_weights(whole, resumed)
    assert torch.equal(whole['phase']['targets']['values'], resumed['phase']['targets']['values'])


def test_pseudo_labels_teach(trained):
    """A run without rounds is the same up to the first one, and another from there on."""
    config, folder, _ = trained
    torch.set_flush_denormal(True)  # as tools/train.py does
    try:
        build_runner(config, folder / 'without', **{
            'train_cfg.co_training.targets': None, 'train_cfg.phases': ['views', 'co_training'],
        }).train()
    finally:
        torch.set_flush_denormal(False)
    for epoch, same in ((1, True), (2, False)):
        states = [load_checkpoint(folder / name, epoch)['state_dict']
                  for name in ('without', 'whole')]
        assert all(torch.equal(states[0][name], states[1][name]) for name in states[0]) is same


def test_two_processes_label_like_one(trained):
    """Both start epoch 4 from one checkpoint, which is where the second round is due."""
    config, folder, _ = trained
    run_ranks(TRAIN, config, '--work-dir', folder / 'two', '--launcher', 'pytorch', '--resume',
              folder / 'whole' / 'epoch_3.pth')
    assert torch.equal(targets_of(folder / 'two', 4)['values'],
                       targets_of(folder / 'whole', 4)['values'])
