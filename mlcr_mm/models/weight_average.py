"""Moving average of a network's weights."""
import torch
from mmengine.model import ExponentialMovingAverage
from torch import nn

from mlcr_mm.registry import MODELS

from .host_buffers import HostBuffers


@MODELS.register_module()
class WeightAverage(HostBuffers, ExponentialMovingAverage):
    r"""Exponential moving average that starts as the plain mean.

    After ``t`` updates the next weights of the model get the share
    :math:`\max(momentum, \frac{1}{t + 1})`: the first ones replace the random start, then the
    average is the mean of all until ``1 / momentum`` updates, and exponential from there on, as in
    the code of `Mean teachers <https://arxiv.org/abs/1703.01780>`_. mmengine's
    ``MomentumAnnealingEMA`` with ``gamma=1`` has the same formula, but waits for the GPU at every
    parameter.

    Buffers are averaged as well: running statistics of batch normalisation that were copied from
    the model would describe activations of weights that the average does not have. The shifts of
    :class:`LogitShift` are not: those of the average are computed for itself.

    Args:
        model (nn.Module): The model to be averaged.
        momentum (float): Share of the model in each update, in (0, 1). Defaults to 0.001.
    """

    def __init__(self, model: nn.Module, momentum: float = 0.001) -> None:
        super().__init__(model, momentum=momentum, update_buffers=True)
        self.register_host_buffer('steps', self._buffers.pop('steps'))

    def update_parameters(self, model: nn.Module) -> None:
        """Take the model's weights into the average."""
        # The base class looks its tensors up once, but a move to a GPU or to another memory layout
        # puts new ones in their place.
        self.avg_parameters = {name: tensor for name, tensor in self.module.state_dict().items()
                               if not name.endswith('logit_shift')}
        steps = int(self.steps)
        if steps == 0:
            super().update_parameters(model)  # copies
            return
        weights = model.state_dict()
        pairs = [(tensor, weights[name]) for name, tensor in self.avg_parameters.items()
                 if tensor.is_floating_point()]
        averages, sources = zip(*pairs)
        # One call for many tensors: a network has hundreds.
        torch._foreach_lerp_(averages, sources, max(self.momentum, 1. / (steps + 1)))
        self.steps += 1
