from types import SimpleNamespace

import torch
from torch import nn

from mlcr_mm.engine.calibration.model_shifts import forget_shifts, shifts_of
from mlcr_mm.models import LogitShift


class Head(LogitShift, nn.Module):

    def __init__(self):
        nn.Module.__init__(self)
        self.register_buffer('logit_shift', torch.ones(2, 3))


def test_all_shifts_of_a_run_are_forgotten():
    model = nn.Sequential(nn.Linear(2, 2), Head(), nn.Sequential(Head()))
    assert shifts_of(model) == [model[1], model[2][0]]
    forget_shifts(SimpleNamespace(model=model, hooks=[]))
    assert not any(head.logit_shift.any() for head in shifts_of(model))
    assert model[0].weight.any()
