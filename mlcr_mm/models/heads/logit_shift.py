"""A shift per label that brings the place to decide to a probability of 0.5."""
from typing import Any, Callable, Dict, List

import torch
from torch import Tensor, nn


class LogitShift(nn.Module):
    """Mix-in of heads: shifts that are added to the logits where these become probabilities.

    Networks that learn from few labels, or from each other, often order the images of a label well
    and say "present" too often or too rarely. ``logit_shift`` corrects that: what a model says
    (scores, decisions) are the shifted logits, what it learns from (losses, targets, pseudo-labels)
    are the logits as they are. It is a buffer: the state dict alone decides a prediction. Zeros
    mean "not calibrated", as do state dicts of older versions, which have none;
    :class:`mlcr_mm.engine.LogitCalibrationHook` computes it.
    """

    #: The head has it: the biases of its classifiers, ``(C,)`` per view.
    biases: Callable[[], List[Tensor]]

    def register_logit_shift(self, *shape: int) -> None:
        """Register the shifts: ``(C,)``, or ``(V, C)`` for a head of V views."""
        self.register_buffer('logit_shift', torch.zeros(shape))

    def shift_logits(self, logits: Tensor) -> Tensor:
        """Calibrated logits, float32.

        Args:
            logits (Tensor): ``(N, C)``, or ``(V, N, C)`` for a head of V views.
        """
        return logits.float() + self.logit_shift.unsqueeze(-2)

    @torch.no_grad()
    def fold_logit_shift(self) -> None:
        """Move the shifts into the biases: the same predictions for who knows of no shift."""
        num_classes = self.logit_shift.shape[-1]
        for bias, shift in zip(self.biases(), self.logit_shift.view(-1, num_classes)):
            bias += shift
        self.logit_shift.zero_()

    def _load_from_state_dict(self, state_dict: Dict[str, Tensor], prefix: str, *args: Any,
                              **kwargs: Any) -> None:
        state_dict.setdefault(f'{prefix}logit_shift', torch.zeros_like(self.logit_shift))
        super()._load_from_state_dict(state_dict, prefix, *args, **kwargs)
