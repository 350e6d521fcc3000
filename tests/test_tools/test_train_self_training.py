"""Self-training, trained and resumed by the tools."""
import pytest
import torch
from method_configs import (
    DATA,
    MIXED,
    assert_same_weights,
    load_checkpoint,
    write_method_config,
)
from processes import run_ranks, run_tool
from toy import ROOT

TRAIN = ROOT / 'tools' / 'train.py'
# The unlabelled images are 016.png to 039.png: of each ten one subject.
CONFIG = DATA + MIXED + '''
train_dataloader['dataset']['unlabeled'].update(subject_pattern='^(..)')
model = dict(
    backbone=backbone,
    head=dict(
        num_classes=3, in_channels=64, loss_recognition=dict(positive_fraction=0.4),
        loss_co_regularization=dict(type='ShareAlignedCoRegularizationLoss'),
        loss_self_training=dict(type='CoRegularizationLoss', loss_weight=10.)))
again = dict(
    epochs=1, new_views=True,
    targets=dict(
        type='MeanOfViews', match_label_shares=True, remove_subject_offsets=True,
        temperature=0.5))
train_cfg = dict(
    val_interval=5,
    phases=['views', 'second', 'third', 'graph'],
    views=dict(epochs=2),
    second=again,
    third=again,
    graph=dict(epochs=1))
'''


def targets_of(work_dir, epoch):
    return load_checkpoint(work_dir, epoch)['phase']['targets']


@pytest.fixture(scope='module')
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp('self_training')
    config = write_method_config(folder, CONFIG, 'mlcr_emotionet')
    return config, folder, run_tool(TRAIN, config, '--work-dir', folder / 'whole')


def test_views_start_again_and_learn_from_the_ones_before(trained):
    _, folder, output = trained
    assert 'phase second begins at epoch 3' in output
    assert all(f'24 unlabelled images: the mean of the predictions of {views} views, without the '
               'offsets of 3 subjects' in output for views in (2, 4))
    assert 'phase third begins at epoch 4' in output
    assert 'phase graph begins at epoch 5' in output
    assert load_checkpoint(folder / 'whole', 2)['phase']['targets'] is None
    states = [targets_of(folder / 'whole', epoch) for epoch in (3, 4, 5)]
    assert [state['num_views'] for state in states] == [2, 4, 4]
    first, second, last = (state['values'] for state in states)
    assert first.shape == (24, 3) and torch.equal(second, last)
    assert not torch.equal(first, second)
    losses = [line.split('loss_self_training: ')[1].split()[0] for line in output.splitlines()
              if 'loss_self_training: ' in line]
    assert float(losses[0]) == 0 and float(losses[-1]) > 0


# Before, between and after the restarts: the last one goes on without any.
@pytest.mark.parametrize('epoch', [2, 3, 4])
def test_resumed_run_ends_with_the_same_weights(trained, epoch):
    config, folder, _ = trained
    run_tool(TRAIN, config, '--work-dir', folder / f'resumed{epoch}', '--resume',
              folder / 'whole' / f'epoch_{epoch}.pth')
    whole, resumed = (load_checkpoint(folder / name, 5) for name in ('whole', f'resumed{epoch}'))
    assert_same_weights(whole, resumed)
    assert torch.equal(whole['phase']['targets']['values'], resumed['phase']['targets']['values'])
    first, second = (run['phase']['losses']['loss_co_regularization'] for run in (whole, resumed))
    assert first['num_batches'] == second['num_batches'] > 0
    assert torch.equal(first['thresholds'], second['thresholds'])


def test_two_processes_predict_like_one(trained):
    """Both start epoch 3 from one checkpoint, which is where the views are to start again."""
    config, folder, _ = trained
    run_ranks(TRAIN, config, '--work-dir', folder / 'two', '--launcher', 'pytorch', '--resume',
              folder / 'whole' / 'epoch_2.pth')
    # Epoch 3: its targets are of the same views; later ones depend on how the batch is divided.
    two, whole = (targets_of(folder / name, 3) for name in ('two', 'whole'))
    torch.testing.assert_close(two['values'], whole['values'])
    assert two['num_views'] == whole['num_views']
