from pathlib import Path

import numpy as np
import pytest
import torch
from mmengine.config import Config
from mmengine.hooks import EMAHook
from processes import run_ranks, run_tool
from toy import write_toy_config, write_toy_data
from training_doubles import make_runner, model_config

from mlcr_mm.engine import BriefLogRunner, LogitCalibrationHook
from mlcr_mm.engine.targets import dataset_outputs
from mlcr_mm.labels import label_shares

WORKER = Path(__file__).parents[2] / 'calibration_worker.py'
LOAD, PACK = dict(type='LoadImageFromFile'), dict(type='PackInputs')
CROP = dict(type='CenterCrop', crop_size=24)
MEAN_TEACHER = dict(
    type='MeanTeacherClassifier', backbone=model_config()['backbone'],
    neck=dict(type='GlobalAveragePooling'),
    head=dict(type='ConsistencyHead', num_classes=3, in_channels=32))


def build_runner(folder, method='share', model=None, hooks=(), resume=None, **calibration):
    part = dict(data_root=str(folder / 'data'), data_prefix='images')
    if not (folder / 'data').exists():
        write_toy_data(folder / 'data')
    labeled = dict(type='AUDataset', ann_file='labels.csv', **part)
    train = dict(
        batch_size=8, num_workers=0, sampler=dict(type='DefaultSampler', shuffle=True),
        dataset=dict(
            type='SemiSupervisedDataset', labeled=dict(labeled, image_list='train.txt'),
            pipeline=[LOAD, CROP, PACK],
            unlabeled=dict(type='UnlabeledFaces', image_list='unlabeled.txt', **part)))
    test = dict(
        batch_size=8, num_workers=0, sampler=dict(type='DefaultSampler', shuffle=False),
        collate_fn=dict(type='default_collate'),
        dataset=dict(labeled, image_list='test.txt', test_mode=True, pipeline=[LOAD, CROP, PACK]))
    model = dict(model or model_config(),
                 data_preprocessor=dict(mean=[128.] * 3, std=[64.] * 3, to_rgb=True))
    return BriefLogRunner.from_cfg(Config(dict(
        model=model, work_dir=str(folder / 'work'), train_dataloader=train,
        train_cfg=dict(by_epoch=True, max_epochs=3, val_interval=2), val_cfg=dict(),
        val_dataloader=test, val_evaluator=dict(type='AUF1Metric'), test_cfg=dict(),
        test_dataloader=test, test_evaluator=dict(type='AUF1Metric'), default_scope='mmpretrain',
        default_hooks=dict(
            calibration=dict(type='LogitCalibrationHook', method=method, **calibration)),
        randomness=dict(seed=0), custom_hooks=list(hooks),
        optim_wrapper=dict(optimizer=dict(type='SGD', lr=.1)),
        load_from=resume, resume=resume is not None,
        experiment_name=f'{folder}{np.random.rand()}')))


def checkpoint(folder, epoch):
    return torch.load(folder / 'work' / f'epoch_{epoch}.pth', weights_only=False)


def labels_of(runner):
    return runner.train_dataloader.dataset.labeled.get_gt_scores()


def test_decisions_have_the_labels_share_on_the_unlabelled_images(tmp_path):
    runner = build_runner(tmp_path)
    runner.train()
    shift = runner.model.head.logit_shift
    assert shift.any(dim=1).all() and not torch.equal(*shift)  # each view has its own
    unlabeled = runner.train_dataloader.dataset.unlabeled
    views = dataset_outputs(runner, unlabeled, lambda batch: torch.stack([
        sample.view_scores for sample in runner.model(**batch, mode='predict')]).transpose(0, 1))
    share = (np.stack(views) >= .5).mean(axis=1)  # (V, C)
    assert (np.abs(share - label_shares(labels_of(runner))) <= 1 / len(unlabeled)).all()


def test_checkpoints_are_calibrated_or_not_at_all(tmp_path):
    """Validation after the second of three epochs; the third one is the last."""
    build_runner(tmp_path).train()
    shifts = [checkpoint(tmp_path, epoch)['state_dict']['head.logit_shift'] for epoch in (1, 2, 3)]
    assert [bool(shift.any()) for shift in shifts] == [False, True, True]
    assert not torch.equal(shifts[1], shifts[2])


def test_training_is_that_of_an_uncalibrated_model(tmp_path):
    """Neither weights nor random numbers nor batch statistics feel the calibration."""
    states = {}
    for method in ('share', 'f1', None):
        folder = tmp_path / str(method)
        runner = build_runner(folder, method)
        runner.train()
        states[method] = dict(runner.model.state_dict(), random=torch.rand(9))
    shifts = {method: state.pop('head.logit_shift') for method, state in states.items()}
    assert not shifts[None].any() and not torch.equal(shifts['share'], shifts['f1'])
    for method in ('share', 'f1'):
        for name, value in states[None].items():
            assert torch.equal(states[method][name], value), name


@pytest.mark.parametrize('epoch', [1, 2])  # before and after a validation
def test_resumed_run_ends_with_the_same_weights_and_shifts(tmp_path, epoch):
    build_runner(tmp_path).train()
    whole = checkpoint(tmp_path, 3)['state_dict']
    first = tmp_path / f'first_{epoch}.pth'
    (tmp_path / 'work' / f'epoch_{epoch}.pth').rename(first)
    build_runner(tmp_path, resume=str(first)).train()
    resumed = checkpoint(tmp_path, 3)['state_dict']
    assert whole.keys() == resumed.keys() and whole['head.logit_shift'].any()
    assert all(torch.equal(resumed[name], value) for name, value in whole.items())


def test_the_network_that_predicts_is_calibrated(tmp_path):
    runner = build_runner(tmp_path, model=MEAN_TEACHER, hooks=[dict(type='MeanTeacherHook')])
    runner.train()
    teacher = runner.model.teacher.module.head
    assert teacher.logit_shift.all() and not runner.model.head.logit_shift.any()
    unlabeled = runner.train_dataloader.dataset.unlabeled
    scores, = dataset_outputs(runner, unlabeled, lambda batch: [torch.stack([
        sample.pred_score for sample in runner.model(**batch, mode='predict')])])
    shares = label_shares(labels_of(runner))
    assert (np.abs((scores >= .5).mean(axis=0) - shares) <= 1 / len(unlabeled)).all()


@pytest.mark.parametrize('update_buffers', [True, False])
def test_the_average_of_an_ema_hook_is_calibrated(tmp_path, update_buffers):
    ema = dict(type='EMAHook', momentum=.5, update_buffers=update_buffers)
    runner = build_runner(tmp_path, hooks=[ema])
    runner.train()
    average = next(hook for hook in runner.hooks if isinstance(hook, EMAHook)).ema_model.module
    saved = checkpoint(tmp_path, 3)['state_dict']  # what is tested
    assert torch.equal(saved['head.logit_shift'], average.head.logit_shift)
    assert not checkpoint(tmp_path, 1)['state_dict']['head.logit_shift'].any()
    runner.model.load_state_dict(saved)
    unlabeled = runner.train_dataloader.dataset.unlabeled
    views = dataset_outputs(runner, unlabeled, lambda batch: torch.stack([
        sample.view_scores for sample in runner.model(**batch, mode='predict')]).transpose(0, 1))
    share = (np.stack(views) >= .5).mean(axis=1)
    assert (np.abs(share - label_shares(labels_of(runner))) <= 1 / len(unlabeled)).all()


def test_two_processes_find_the_shifts_of_one(tmp_path):
    config = write_toy_config(tmp_path)
    shifts = []
    for launcher, run in (('none', run_tool), ('pytorch', run_ranks)):
        run(WORKER, config, '--work-dir', tmp_path / launcher, '--launcher', launcher)
        shifts.append(torch.load(tmp_path / launcher / 'shift.pth'))
    assert shifts[0].all() and torch.equal(*shifts)


def test_says_on_what_and_which_labels_are_left(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr('mlcr_mm.engine.calibration.logit_calibration_hook.print_log',
                        lambda message, **_: said.append(message))
    write_toy_data(tmp_path / 'data')
    table = tmp_path / 'data' / 'labels.csv'
    head, *rows = table.read_text().splitlines()
    table.write_text('\n'.join([head, *(row[:-1] + '0' for row in rows)]))  # no AU4 at all
    runner = build_runner(tmp_path, images='labeled')
    runner.train()
    assert sum('on 16 labelled training images' in line for line in said) == 2
    left, = (line for line in said if 'not calibrated' in line)
    assert left.startswith("['AU4'] are not calibrated")
    assert not runner.model.head.logit_shift[:, 2].any()


def test_models_that_are_not_calibrated_are_told(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr('mlcr_mm.engine.calibration.logit_calibration_hook.print_log',
                        lambda message, **_: said.append(message))
    for method, count in ((None, 0), ('share', 1)):
        runner = build_runner(tmp_path, method=method)
        runner.test()
        assert len(said) == count
    assert said.pop().startswith('the model is not calibrated')
    runner.model.head.logit_shift.fill_(.1)
    runner.test()
    assert not said
    runner = build_runner(tmp_path, hooks=[dict(type='CheckpointHook', by_epoch=False)])
    runner.train()
    assert 'checkpoint.by_epoch=False: a checkpoint of an iteration is not calibrated' in said[0]


def test_arguments_are_checked():
    for wrong in (dict(method='roc'), dict(images='test')):
        with pytest.raises(ValueError, match=f'calibration.{next(iter(wrong))} must be one of'):
            LogitCalibrationHook(**wrong)


def test_what_cannot_be_calibrated_is_said_before_the_first_epoch():
    with pytest.raises(TypeError, match='write default_hooks.calibration.method=None'):
        LogitCalibrationHook().before_train(make_runner(dataset=[1, 2]))
    runner = make_runner()
    with pytest.raises(ValueError, match='test_dataloader'):
        LogitCalibrationHook().before_train(runner)
    LogitCalibrationHook(method=None).before_train(runner)  # nothing to do
