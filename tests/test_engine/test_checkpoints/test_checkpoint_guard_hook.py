from types import SimpleNamespace

import pytest
import torch
from mmengine.runner import BaseLoop

from mlcr_mm.engine import CheckpointGuardHook


class Loop(BaseLoop):

    def __init__(self):
        pass

    def run(self):
        pass


def load(state_dict, train_loop=None, resume=False):
    runner = SimpleNamespace(
        model=torch.nn.Linear(2, 3), _train_loop=train_loop, _resume=resume, _load_from='a.pth')
    CheckpointGuardHook().after_load_checkpoint(runner, dict(state_dict=state_dict))


def test_fitting_checkpoint_passes():
    load(torch.nn.Linear(2, 3).state_dict())


@pytest.mark.parametrize('state_dict, message', [
    (torch.nn.Linear(2, 4).state_dict(), r'weight has shape \(4, 2\), the model \(3, 2\)'),
    (dict(weight=torch.zeros(3, 2)), 'bias is missing'),
    (dict(torch.nn.Linear(2, 3).state_dict(), extra=torch.zeros(1)), 'extra is not in the model'),
])
def test_other_checkpoints_are_refused_in_test_and_resume(state_dict, message):
    with pytest.raises(ValueError, match=f'a.pth.*{message}'):
        load(state_dict)
    with pytest.raises(ValueError, match=message):
        load(state_dict, Loop(), resume=True)


def test_training_may_start_from_part_of_a_checkpoint():
    load(torch.nn.Linear(2, 4).state_dict(), Loop())
