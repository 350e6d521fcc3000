"""Weight of a loss that grows at the start of training."""
import math
from typing import Optional

from mmengine.hooks import Hook
from mmengine.hooks.hook import DATA_BATCH
from mmengine.runner import Runner

from mlcr_mm.registry import HOOKS

from .unwrap import unwrap_model


@HOOKS.register_module()
class LossWeightRampHook(Hook):
    r"""Raises the weight of one loss of the head from zero to its configured value.

    The weight is zero up to epoch ``begin``; then, ``t`` epochs later (counted with fractions) and
    up to ``ramp_epochs``, it is multiplied by :math:`\exp(-5 (1 - t / ramp\_epochs)^2)`, the ramp
    of `Temporal Ensembling <https://arxiv.org/abs/1610.02242>`_. Differs from the paper, whose
    lambdas are constant: views that are made to agree before they know anything become one view,
    and have nothing left to teach each other.

    Args:
        loss (str): Name of the loss in the head, e.g. 'loss_co_regularization'.
        ramp_epochs (float): Length of the ramp, > 0.
        begin (float): Epoch at which the ramp starts, >= 0. Defaults to 0.

    Raises:
        ValueError: If the head has no such loss with a ``loss_weight``, or a number is out of range.
    """

    def __init__(self, loss: str, ramp_epochs: float, begin: float = 0) -> None:
        if ramp_epochs <= 0 or begin < 0:
            raise ValueError(f'ramp_epochs must be > 0 and begin >= 0, got {ramp_epochs} and '
                             f'{begin}; leave the hook out for a constant weight')
        self.loss = loss
        self.ramp_epochs = ramp_epochs
        self.begin = begin

    def before_train(self, runner: Runner) -> None:
        """Find the loss and its final weight."""
        head = unwrap_model(runner.model).head
        self._module = getattr(head, self.loss, None)
        if not hasattr(self._module, 'loss_weight'):
            raise ValueError(f'LossWeightRampHook: the head {type(head).__name__} has no '
                             f'{self.loss} with a loss_weight')
        self._final_weight = self._module.loss_weight

    def before_train_iter(self,
                          runner: Runner,
                          batch_idx: int,
                          data_batch: Optional[DATA_BATCH] = None) -> None:
        """Set the weight; a function of the iteration alone, so that resuming needs no state."""
        epoch = runner.iter / len(runner.train_dataloader)
        progress = min((epoch - self.begin) / self.ramp_epochs, 1.)
        factor = math.exp(-5 * (1 - progress)**2) if progress >= 0 else 0.
        self._module.loss_weight = factor * self._final_weight
