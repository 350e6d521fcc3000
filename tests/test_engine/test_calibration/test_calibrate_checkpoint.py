import numpy as np
import pytest
import torch
from mmengine.config import Config
from mmengine.registry import DefaultScope
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.engine.calibration import (
    CALIBRATED_ANEW,
    calibrate_checkpoint,
    calibration_method,
)
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.registry import DATASETS


@pytest.fixture
def config_of(tmp_path):
    """The toy config of a method, with a work directory."""

    def config_of(method='mlcr'):
        config = load_config(str(write_toy_config(tmp_path, workers=0, method=method)))
        config.work_dir = str(tmp_path / 'work')
        return config

    return config_of


def write_changed_checkpoint(config, path, change):
    """A toy checkpoint of which a function has changed the content."""
    path = write_toy_checkpoint(config, path)
    content = torch.load(path, weights_only=True)
    change(content)
    torch.save(content, path)
    return path


def logits_of(config, dataset, checkpoint):
    """What each view says of every image of a dataset, by a loop over the images, ``(V, N, C)``."""
    model = load_trained_model(config, checkpoint, 'cpu')
    config = config.copy()
    dataset.pipeline = config.test_dataloader.dataset.pipeline
    with DefaultScope.overwrite_default_scope('mmpretrain'), torch.no_grad():
        images = DATASETS.build(dict(dataset))
        batches = [model.data_preprocessor(dict(
            inputs=[sample['inputs']], data_samples=[sample['data_samples']]), False)
            for sample in images]
        return torch.cat([model(batch['inputs']) for batch in batches], 1).numpy()


def test_decisions_have_the_shares_of_the_labels(config_of, tmp_path):
    config = config_of()
    path = write_toy_checkpoint(config, tmp_path / 'a.pth')
    content = calibrate_checkpoint(config, path)
    assert content['meta'][CALIBRATED_ANEW] is True
    before = torch.load(path, weights_only=True)['state_dict']
    assert before['head.logit_shift'].eq(0).all()
    assert [name for name, value in content['state_dict'].items()
            if not torch.equal(value, before[name])] == ['head.logit_shift']
    shift = content['state_dict']['head.logit_shift'].numpy()
    logits = logits_of(config, config.train_dataloader.dataset.unlabeled, path)
    with DefaultScope.overwrite_default_scope('mmpretrain'):
        shares = label_matrix(DATASETS.build(config.train_dataloader.dataset.labeled)).mean(0)
    decided = (logits + shift.reshape(2, 1, 3) > 0).mean(1)
    np.testing.assert_allclose(decided, [shares] * 2, atol=1 / logits.shape[1])


def test_no_method_is_no_shift(config_of, tmp_path):
    config = config_of()
    path = str(tmp_path / 'b.pth')
    torch.save(calibrate_checkpoint(config, write_toy_checkpoint(config, tmp_path / 'a.pth')), path)
    content = calibrate_checkpoint(config_of(), path)
    assert content['state_dict']['head.logit_shift'].ne(0).any()
    config.default_hooks.calibration.method = None
    content = calibrate_checkpoint(config, path)
    assert content['state_dict']['head.logit_shift'].eq(0).all()


def test_of_teacher_and_student_the_one_that_predicts(config_of, tmp_path):
    config = config_of('mean_teacher')

    def train(content):
        content['state_dict']['teacher.steps'] += 5  # until then the student predicts

    path = write_changed_checkpoint(config, tmp_path / 'a.pth', train)
    content = calibrate_checkpoint(config, path)
    shifts = {name: value for name, value in content['state_dict'].items()
              if name.endswith('logit_shift')}
    assert [name for name, value in shifts.items() if value.ne(0).any()] == [
        'teacher.module.head.logit_shift']


def test_a_model_without_shifts_is_refused(config_of, tmp_path):
    config = config_of()
    path = write_changed_checkpoint(
        config, tmp_path / 'a.pth', lambda content: content['state_dict'].pop('head.logit_shift'))
    with pytest.raises(ValueError, match='a.pth has no shifts of its logits'):
        calibrate_checkpoint(config, path)


def test_of_a_test_set_in_a_wrapper(config_of, tmp_path):
    config = config_of()
    path = write_toy_checkpoint(config, tmp_path / 'a.pth')
    expected = calibrate_checkpoint(config, path)['state_dict']['head.logit_shift']
    dataset = config.test_dataloader.dataset
    for loader in (config.val_dataloader, config.test_dataloader):
        loader.dataset = dict(type='ConcatDataset', datasets=[dataset, dataset])
    assert torch.equal(calibrate_checkpoint(config, path)['state_dict']['head.logit_shift'],
                       expected)


def test_labels_in_another_order_are_refused(config_of, tmp_path):
    config = config_of()
    meta = dict(dataset_meta=dict(classes=['AU4', 'AU2', 'AU1']))
    path = write_changed_checkpoint(config, tmp_path / 'a.pth',
                                    lambda content: content.update(meta=meta))
    with pytest.raises(ValueError, match='checkpoint .*a.pth .*the training set of the config'):
        calibrate_checkpoint(config, path)


def test_test_images_are_refused(config_of, tmp_path):
    config = config_of()
    path = write_toy_checkpoint(config, tmp_path / 'a.pth')
    config.train_dataloader.dataset.labeled.image_list = (
        config.test_dataloader.dataset.image_list)
    with pytest.raises(ValueError, match='in the train and the (val|test) part'):
        calibrate_checkpoint(config, path)


def test_the_counts_are_those_of_the_images(config_of, tmp_path):
    config = config_of()
    path = write_toy_checkpoint(config, tmp_path / 'a.pth')
    config.train_dataloader.dataset.labeled.max_images = 5
    counts = calibrate_checkpoint(config, path)['label_counts']
    with DefaultScope.overwrite_default_scope('mmpretrain'):
        labels = label_matrix(DATASETS.build(config.train_dataloader.dataset.labeled))
    assert counts == dict(positive=labels.sum(0).astype(int).tolist(), known=[5, 5, 5])


def test_the_method_is_that_of_the_hook():
    hook = dict(type='LogitCalibrationHook')
    assert calibration_method(Config(dict(default_hooks=dict(calibration=hook)))) == 'share'
    assert calibration_method(Config(dict(custom_hooks=[dict(hook, method=None)]))) is None
    for hooks in ({}, dict(default_hooks=dict(timer=dict(type='IterTimerHook'), calibration=None))):
        with pytest.raises(ValueError, match='no hook to calibrate with'):
            calibration_method(Config(hooks))
