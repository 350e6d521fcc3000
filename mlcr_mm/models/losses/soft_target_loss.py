"""Cross-entropy to targets that are no decisions."""
import torch.nn.functional as F
from torch import Tensor, nn

from mlcr_mm.registry import MODELS

from .precision import at_least_float32


def soft_target_loss(logits: Tensor, target_logits: Tensor) -> Tensor:
    r"""Mean binary cross-entropy between predictions and the probabilities of targets.

    The loss of `Distilling the Knowledge in a Neural Network <https://arxiv.org/abs/1503.02531>`_,
    with a sigmoid per label in place of the softmax over classes:

    .. math::
        L = -\frac{1}{NC} \sum_{n,j} \sigma(t_{nj}) \log \sigma(s_{nj})
            + (1 - \sigma(t_{nj})) \log (1 - \sigma(s_{nj}))

    A pull of L_cr, Eq. (4) of MLCR, fades where a prediction is far from its target; this one does
    not.

    Args:
        logits (Tensor): ``(N, C)``.
        target_logits (Tensor): ``(N, C)``; a constant, no gradient goes there.

    Returns:
        Tensor: A scalar >= 0 (nats), the mean entropy of the targets at best.

    Raises:
        ValueError: If the two shapes differ.
    """
    if logits.shape != target_logits.shape:
        raise ValueError('logits and targets must have one shape (N, C), got '
                         f'{tuple(logits.shape)} and {tuple(target_logits.shape)}')
    targets = at_least_float32(target_logits.detach()).sigmoid()
    terms = F.binary_cross_entropy_with_logits(at_least_float32(logits), targets, reduction='none')
    return terms.sum() / max(logits.numel(), 1)


@MODELS.register_module()
class SoftTargetLoss(nn.Module):
    """Module form of :func:`soft_target_loss`, for ``loss_self_training``.

    Args:
        loss_weight (float): Weight of the loss. Defaults to 1.0.
    """

    def __init__(self, loss_weight: float = 1.0) -> None:
        super().__init__()
        self.loss_weight = loss_weight

    def forward(self, logits: Tensor, target_logits: Tensor) -> Tensor:
        """Weighted loss of logits ``(N, C)`` and targets ``(N, C)``; a scalar."""
        return self.loss_weight * soft_target_loss(logits, target_logits)
