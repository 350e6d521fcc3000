"""Consistency of a network with a teacher."""
from torch import Tensor, nn

from mlcr_mm.registry import MODELS

from .precision import at_least_float32


def consistency_loss(logits: Tensor, teacher_logits: Tensor) -> Tensor:
    r"""Mean squared difference between the label probabilities of a student and its teacher.

    The consistency cost of `Mean teachers <https://arxiv.org/abs/1703.01780>`_ (section 2), with a
    sigmoid per label in place of the softmax over classes:

    .. math::
        L = \frac{1}{NC} \sum_{n,j} (\sigma(s_{nj}) - \sigma(t_{nj}))^2

    Args:
        logits (Tensor): Of the student, ``(N, C)``.
        teacher_logits (Tensor): Of the teacher, ``(N, C)``; a constant, no gradient goes there.

    Returns:
        Tensor: A scalar in [0, 1].

    Raises:
        ValueError: If the two shapes differ.
    """
    if logits.shape != teacher_logits.shape:
        raise ValueError('the logits of student and teacher must have one shape (N, C), got '
                         f'{tuple(logits.shape)} and {tuple(teacher_logits.shape)}')
    probabilities = at_least_float32(logits).sigmoid()
    targets = at_least_float32(teacher_logits.detach()).sigmoid()
    return (probabilities - targets).square().sum() / max(logits.numel(), 1)


@MODELS.register_module()
class ConsistencyLoss(nn.Module):
    """Module form of :func:`consistency_loss`.

    Args:
        loss_weight (float): Weight of the loss; the ``ramp`` of a phase lets it grow. Defaults to
            1.0.
    """

    def __init__(self, loss_weight: float = 1.0) -> None:
        super().__init__()
        self.loss_weight = loss_weight

    def forward(self, logits: Tensor, teacher_logits: Tensor) -> Tensor:
        """Weighted loss of logits ``(N, C)`` and teacher's logits ``(N, C)``; a scalar."""
        return self.loss_weight * consistency_loss(logits, teacher_logits)
