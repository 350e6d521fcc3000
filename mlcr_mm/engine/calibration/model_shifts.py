"""The shifts in the models of a run."""
from typing import List

from mmengine.model import BaseModel
from mmengine.runner import Runner

from mlcr_mm.models import LogitShift

from .averages import models_of_run


def shifts_of(model: BaseModel) -> List[LogitShift]:
    """The modules of a model that shift its logits."""
    return [module for module in model.modules() if isinstance(module, LogitShift)]


def forget_shifts(runner: Runner) -> None:
    """Set all shifts to zero: the weights change, and shifts are those of the weights before."""
    for model in models_of_run(runner):
        for head in shifts_of(model):
            head.logit_shift.zero_()
