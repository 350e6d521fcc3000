"""Multi-label co-regularization: the two views shall predict the same."""
import math

import torch.nn.functional as F
from torch import Tensor, nn

from mlcr_mm.registry import MODELS

from .precision import at_least_float32


def _half_divergence(log_p: Tensor, log_q: Tensor) -> Tensor:
    """``p * log(p / m)`` with ``m = (p + q) / 2``, from log-probabilities.

    ``p / m = 2 / (1 + q / p)``: no probability is clipped, and where the views agree the terms
    cancel in the small difference ``log_q - log_p`` and not in the entropies themselves.
    """
    # The threshold keeps softplus exact in float64 up to where it is linear to the last bit.
    return log_p.exp() * (math.log(2) - F.softplus(log_q - log_p, threshold=40))


def co_regularization_loss(logits1: Tensor, logits2: Tensor) -> Tensor:
    r"""Mean Jensen-Shannon divergence between the label probabilities of two views.

    Eq. (4) of `Multi-label Co-regularization <https://arxiv.org/abs/1910.11012>`_, averaged over
    the images:

    .. math::
        L_{cr} = \frac{1}{NC} \sum_{n,j} H\Big(\frac{p_{1j} + p_{2j}}{2}\Big)
        - \frac{H(p_{1j}) + H(p_{2j})}{2}

    Args:
        logits1 (Tensor): Logits of the first view, ``(N, C)``.
        logits2 (Tensor): Logits of the second view, ``(N, C)``.

    Returns:
        Tensor: A scalar between 0 and ln 2 (nats).

    Raises:
        ValueError: If the two shapes differ.
    """
    if logits1.shape != logits2.shape:
        raise ValueError('the logits of the two views must have one shape (N, C), got '
                         f'{tuple(logits1.shape)} and {tuple(logits2.shape)}')
    logits1, logits2 = at_least_float32(logits1), at_least_float32(logits2)
    divergence = logits1.new_zeros(())
    for sign in (1, -1):  # a label is present, a label is absent
        log_p, log_q = F.logsigmoid(sign * logits1), F.logsigmoid(sign * logits2)
        divergence = divergence + _half_divergence(log_p, log_q) + _half_divergence(log_q, log_p)
    return divergence.sum() / (2 * max(logits1.numel(), 1))


@MODELS.register_module()
class CoRegularizationLoss(nn.Module):
    """Module form of :func:`co_regularization_loss`.

    Args:
        loss_weight (float): ``lambda_cr`` of Eq. (5). Defaults to 1.0.
    """

    def __init__(self, loss_weight: float = 1.0) -> None:
        super().__init__()
        self.loss_weight = loss_weight

    def forward(self, logits1: Tensor, logits2: Tensor) -> Tensor:
        """Weighted loss of logits ``(N, C)`` and ``(N, C)``; a scalar."""
        return self.loss_weight * co_regularization_loss(logits1, logits2)
