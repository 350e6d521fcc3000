import numpy as np
import pytest
from training_doubles import LabeledPart, Loader, make_runner, semi_supervised

from mlcr_mm.engine import LabelShareHook

TRAIN = np.array([[1, 0, -1], [0, 1, -1]] * 100, np.float32)
TEST = np.array([[1, 0, 1], [0, 0, 0], [0, 0, 0], [0, 1, 1]] * 200, np.float32)


class Named(LabeledPart):
    METAINFO = dict(classes=('AU1', 'AU2', 'AU4'))


@pytest.fixture
def said(monkeypatch):
    messages = []
    monkeypatch.setattr('mlcr_mm.engine.calibration.label_share_hook.print_log',
                        lambda message, **_: messages.append(message))
    return messages


def trained_hook(labels=TRAIN):
    hook = LabelShareHook()
    hook.before_train(make_runner(dataset=Named(labels)))
    return hook


def runner_of(test):
    runner = make_runner()
    runner.val_dataloader = runner.test_dataloader = Loader(dataset=test)
    return runner


def test_a_test_is_compared_with_the_checkpoint(said):
    checkpoint = {}
    trained_hook().before_save_checkpoint(None, checkpoint)
    hook = LabelShareHook()
    hook.after_load_checkpoint(None, checkpoint)
    hook.after_test_epoch(runner_of(Named(TEST)))
    line, = said  # both known labels have 50 % in the training; AU4 is not known there
    assert 'AU1 25 % (training 50 %), AU2 25 % (training 50 %); compare' in line
    assert line.startswith('the test images have labels in other shares')


def test_equal_shares_and_old_checkpoints_are_silent(said):
    hook = trained_hook()
    hook.after_test_epoch(runner_of(Named(TRAIN)))
    hook.after_load_checkpoint(None, dict(state_dict={}))
    hook.after_test_epoch(runner_of(Named(TEST)))
    checkpoint = {}
    hook.before_save_checkpoint(None, checkpoint)
    assert not said and not checkpoint


def test_validations_of_a_training_are_compared_once(said):
    hook = trained_hook()
    for _ in range(3):
        hook.after_val_epoch(runner_of(Named(TEST)))
    assert len(said) == 1 and said[0].startswith('the validation images')


def test_the_labelled_part_counts_and_other_datasets_do_not():
    hook, checkpoint = LabelShareHook(), {}
    hook.before_train(make_runner(dataset=semi_supervised()))
    hook.before_save_checkpoint(None, checkpoint)
    assert checkpoint['label_counts'] == dict(positive=[2, 1, 0], known=[4, 4, 0])
    hook, checkpoint = LabelShareHook(), {}
    hook.before_train(make_runner(dataset=[1, 2]))
    hook.before_save_checkpoint(None, checkpoint)
    hook.after_test_epoch(runner_of([1, 2]))
    assert not checkpoint
