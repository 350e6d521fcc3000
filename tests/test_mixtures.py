"""Trainings on mixtures of images: which losses see them, and that they resume."""
import pytest
import torch
from method_configs import (
    DATA,
    MIXED,
    assert_same_weights,
    build_runner,
    load_checkpoint,
    write_method_config,
)

SELF_TRAINING = DATA.replace("flip_prob=0.5)", "flip_prob=0.5, num_views=2)") + MIXED + '''
train_dataloader['batch_sampler'] = dict(num_batches=3)
model = dict(
    backbone=backbone,
    head=dict(num_classes=3, in_channels=64,
              loss_self_training=dict(_delete_=True, type='SoftTargetLoss')))
train_cfg = dict(
    val_interval=4,
    phases=['labeled', 'self_training', 'graph'],
    labeled=dict(epochs=1),
    self_training=dict(epochs=2, ramp=dict(loss_co_regularization=2)),
    graph=dict(epochs=1))
'''
MIXTURES = {'data_preprocessor.batch_augments.augments.type': 'MultiLabelMixup',
            'data_preprocessor.batch_augments.augments.alpha': 1.}


@pytest.fixture
def config(tmp_path):
    return write_method_config(tmp_path, SELF_TRAINING, 'mlcr_emotionet_r18_96px')


@pytest.fixture
def whole(config, tmp_path):
    """Folder of a run from start to end."""
    build_runner(config, tmp_path / 'whole', **MIXTURES).train()
    return tmp_path / 'whole'


@pytest.mark.parametrize('stop', [1, 2])
def test_a_resumed_run_ends_with_the_same_weights(config, whole, tmp_path, stop):
    checkpoint = str(whole / f'epoch_{stop}.pth')
    build_runner(config, tmp_path / 'resumed', load_from=checkpoint, resume=True,
                 **MIXTURES).train()
    assert_same_weights(load_checkpoint(tmp_path / 'resumed'), load_checkpoint(whole))


def test_they_change_the_training_and_not_the_test(config, whole, tmp_path):
    plain = build_runner(config, tmp_path / 'plain')
    plain.train()
    ours, theirs = (load_checkpoint(folder)['state_dict'] for folder in (tmp_path / 'plain', whole))
    assert any(not torch.equal(value, theirs[name]) for name, value in ours.items())
    checkpoint = str(whole / 'epoch_4.pth')
    results = [build_runner(config, tmp_path / name, load_from=checkpoint, **options).test()
               for name, options in (('with', MIXTURES), ('without', {}))]
    assert results[0] == results[1]
