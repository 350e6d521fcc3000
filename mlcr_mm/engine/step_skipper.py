"""Leaves out steps of the optimizer whose numbers are none."""
import math
from typing import Any

import torch
from mmengine.dist import all_reduce
from mmengine.runner import Runner
from torch import Tensor
from torch.nn.utils import get_total_norm
from torch.optim import Optimizer

from .phases.aligned_losses import load_training_states, training_states
from .unwrap import unwrap_model

SKIPPED = 'step_skipped'  # in the message hub: whether the present step was left out


class StepSkipper:
    """Leaves out the steps of an optimizer whose loss or gradient is not finite.

    What is left out changes nothing: no weight, no moment of the optimizer, no running statistics
    and no thresholds of losses. All processes leave out the same steps. Where gradients accumulate
    over iterations, a loss that is not finite in one of them spoils the step of all. A gradient
    that float16 made infinite is the scaler's business, which takes steps out by itself.

    Args:
        runner (Runner): Of a training, with its optimizer.

    Attributes:
        bad_loss (bool): Whether the loss of the present iteration is not finite in some process.
        skipped (bool): Whether its step was left out.
    """

    def __init__(self, runner: Runner) -> None:
        self.bad_loss = self.skipped = False
        self._spoilt = False  # a loss since the last step, or a gradient of this one
        self._hub, self._wrapper = runner.message_hub, runner.optim_wrapper
        self._model = unwrap_model(runner.model)
        self._update = self._wrapper.update_params
        # The model calls it by name, whichever class of wrapper it is.
        self._wrapper.update_params = self._update_params
        self._wrapper.optimizer.register_step_pre_hook(self._before_step)

    def start_step(self) -> None:
        """Keep what the forward pass is about to change."""
        self._buffers = {name: buffer.clone() for name, buffer in self._model.named_buffers()}
        self._losses = self._training_states()
        self.bad_loss = self.skipped = False
        self._hub.update_info(SKIPPED, False, resumed=False)

    def _training_states(self) -> dict:
        return training_states(self._model) if getattr(self._model, 'head', None) else {}

    def _update_params(self, loss: Tensor, *args: Any, **kwargs: Any) -> None:
        bad = (~torch.isfinite(loss.detach())).float()
        all_reduce(bad, 'max')
        self.bad_loss = bool(bad)
        self._spoilt |= self.bad_loss
        self._update(loss, *args, **kwargs)
        if self._wrapper.should_update():
            self.skipped, self._spoilt = self._spoilt, False
            self._hub.update_info(SKIPPED, self.skipped, resumed=False)
        if self.bad_loss or self.skipped:
            self._undo_forward()

    def _before_step(self, optimizer: Optimizer, *_: Any) -> None:
        """Take the gradients away from a step that is to be left out."""
        gradients = [parameter.grad for group in optimizer.param_groups
                     for parameter in group['params'] if parameter.grad is not None]
        # The largest one: a sum of squares may overflow where no gradient has.
        self._spoilt |= not math.isfinite(get_total_norm(gradients, math.inf))
        if self._spoilt:
            optimizer.zero_grad(set_to_none=True)  # optimizers leave out what has no gradient

    def _undo_forward(self) -> None:
        for name, buffer in self._model.named_buffers():
            if name in self._buffers:
                buffer.copy_(self._buffers[name])
        if self._losses:
            load_training_states(self._model, self._losses)
