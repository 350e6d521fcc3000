from types import SimpleNamespace

import numpy as np
import torch
from mmengine.hooks import LoggerHook
from mmengine.logging import MessageHub

from mlcr_mm.engine import LossLogHook


def make_runner(name):
    return SimpleNamespace(hooks=[LoggerHook(interval=3)], train_dataloader=range(7),
                           message_hub=MessageHub(name))


def losses(number):
    return dict(loss=torch.tensor(number / 3), learning_rate=0.1)


def test_every_iteration_is_written_at_lines_of_the_log():
    runner, hook, lengths = make_runner('lines'), LossLogHook(), []
    for number in range(7):
        hook.after_train_iter(runner, number, None, losses(number))
        history = runner.message_hub.log_scalars.get('train/loss')
        lengths.append(len(history.data[0]) if history else 0)
    assert lengths == [0, 0, 3, 3, 3, 6, 7]
    np.testing.assert_array_equal(history.data[0], np.float32(np.arange(7) / 3))
    assert runner.message_hub.get_scalar('train/learning_rate').data[0].tolist() == [0.1] * 7


def test_a_checkpoint_holds_all_iterations():
    runner, hook = make_runner('checkpoint'), LossLogHook()
    hook.after_train_iter(runner, 0, None, losses(0))
    hook.after_train_iter(runner, 1, None, losses(1))
    checkpoint = dict(message_hub=runner.message_hub.state_dict())
    hook.before_save_checkpoint(runner, checkpoint)
    assert len(checkpoint['message_hub']['log_scalars']['train/loss'].data[0]) == 2
    untouched = dict(message_hub=None)
    hook.before_save_checkpoint(runner, untouched)
    assert untouched['message_hub'] is None


def test_no_outputs():
    hook = LossLogHook()
    hook.after_train_iter(make_runner('none'), 6, None, None)


def test_a_loss_that_is_not_finite_takes_no_part_in_the_mean():
    runner, hook = make_runner('not_finite'), LossLogHook()
    for number in (1, float('nan'), 2):
        hook.after_train_iter(runner, 0, None, dict(loss=torch.tensor(float(number))))
    hook.before_save_checkpoint(runner, dict())
    assert runner.message_hub.get_scalar('train/loss').mean(3) == 1.5
    assert len(runner.message_hub.get_scalar('train/loss').data[0]) == 3
