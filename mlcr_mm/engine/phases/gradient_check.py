"""Whether anything can be learned at all."""
from typing import List, Optional

from mmengine.hooks.hook import DATA_BATCH
from mmengine.model import BaseModel
from torch import nn
from torch.utils.hooks import RemovableHandle

from mlcr_mm.labels import known_mask

from .phase import Phase


class GradientCheck:
    """Sees that the first step of each phase with a labelled image changes something.

    A head whose classifiers are all zero, and whose label graph is too, gives every image the same
    answer and every parameter a gradient of zero: training would run to its end and change nothing.
    """

    def __init__(self) -> None:
        self._handles: List[RemovableHandle] = []
        self._watches = False  # the present step
        self._has_gradient = False
        self._checked: Optional[str] = None  # the last phase that was found to learn

    def start_step(self, model: BaseModel, phase: Phase, data_batch: DATA_BATCH) -> None:
        """Watch a step, if its phase has not been seen to learn and it can tell.

        Args:
            model (BaseModel): Without wrappers.
            phase (Phase): That of the step.
            data_batch (dict): With ``data_samples``.
        """
        if phase.name == self._checked or not any(
                known_mask(sample.gt_score).any() for sample in data_batch['data_samples']):
            return
        self._has_gradient = False
        self._handles = [
            parameter.register_post_accumulate_grad_hook(self._see)
            for parameter in model.parameters() if parameter.requires_grad
        ]
        self._watches = True

    def _see(self, parameter: nn.Parameter) -> None:
        # Asking makes the host wait for the GPU: only until the first answer.
        if not self._has_gradient:
            self._has_gradient = bool(parameter.grad.any())

    def end_step(self, phase: Phase) -> None:
        """Say what was seen, if the step was watched.

        Args:
            phase (Phase): That of the step.

        Raises:
            RuntimeError: If no parameter got a gradient other than zero.
        """
        if not self._watches:
            return
        for handle in self._handles:
            handle.remove()
        self._handles, self._watches = [], False
        if not self._has_gradient:
            raise RuntimeError(
                f'no parameter got a gradient in the first step of {phase.key}: the model cannot '
                'learn. Are the classifiers or the adjacency matrix of the label graph zero, or '
                'all parts of the model frozen?')
        self._checked = phase.name
