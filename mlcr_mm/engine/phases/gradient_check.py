"""Whether anything can be learned at all."""
from typing import List

from mmengine.model import BaseModel
from torch import nn
from torch.utils.hooks import RemovableHandle


class GradientCheck:
    """Watches one step of training for a parameter that gets a gradient.

    A head whose classifiers are all zero, and whose label graph is too, gives every image the same
    answer and every parameter a gradient of zero: training would run to its end and change nothing.

    Args:
        model (BaseModel): With parameters that shall learn.
    """

    def __init__(self, model: BaseModel) -> None:
        self.has_gradient = False
        self._handles: List[RemovableHandle] = [
            parameter.register_post_accumulate_grad_hook(self._see)
            for parameter in model.parameters() if parameter.requires_grad
        ]

    def _see(self, parameter: nn.Parameter) -> None:
        # Asking makes the host wait for the GPU: only until the first answer.
        if not self.has_gradient:
            self.has_gradient = bool(parameter.grad.any())

    def close(self) -> bool:
        """Stop watching.

        Returns:
            bool: Whether a parameter got a gradient that is not zero.
        """
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        return self.has_gradient
