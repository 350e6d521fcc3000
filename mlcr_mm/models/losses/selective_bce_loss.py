"""Recognition loss: binary cross-entropy over the known labels, selectively balanced."""
from typing import Optional, Sequence, Union

import torch
import torch.nn.functional as F
from mmengine.dist import all_reduce, get_world_size
from torch import Tensor, nn

from mlcr_mm.labels import known_mask
from mlcr_mm.registry import MODELS

from .precision import at_least_float32
from .selective_balancing import global_selective_weights

REDUCTIONS = ('mean', 'sum', 'none')


def selective_bce_loss(logits: Tensor, labels: Tensor, positive_fraction: Union[float, Tensor,
                                                                                None],
                       boundary: float, reduction: str) -> Tensor:
    r"""Selectively balanced binary cross-entropy of one view.

    Eq. (2) of `Multi-label Co-regularization <https://arxiv.org/abs/1910.11012>`_:

    .. math::
        L_{v} = -\frac{1}{C} \sum_j a_c [p_j \log \hat p_j + (1 - p_j) \log(1 - \hat p_j)]

    Unknown labels take no part. When several processes train together, :math:`a_c` and the
    denominators are counted over all their batches, so that the mean of the processes' losses is
    the loss of the joined batch.

    Args:
        logits (Tensor): ``(N, C)``.
        labels (Tensor): Label codes 1, 0, -1, or of a mixture of images between 0 and 1,
            ``(N, C)``.
        positive_fraction (float | Tensor | None): Target share of positives per label, in [0, 1], a
            number or ``(C,)``. None turns balancing off.
        boundary (float): Upper bound of the weight of a positive.
        reduction (str): 'mean' divides the weighted sum by the number of known labels (Eq. 2),
            'sum' by the number of images with a known label (the sum over the labels, as in the
            authors' code: C times 'mean'), 'none' returns the weighted terms.

    Returns:
        Tensor: A scalar (``(N, C)`` for 'none'); a zero with a graph where nothing is labelled.

    Raises:
        ValueError: On another reduction, or if the shapes differ.
    """
    if reduction not in REDUCTIONS:
        raise ValueError(f'reduction must be one of {REDUCTIONS}, got {reduction!r}')
    if logits.shape != labels.shape:
        raise ValueError(f'logits {tuple(logits.shape)} and labels {tuple(labels.shape)} must have '
                         'one shape (N, C): does num_classes match the labels of the dataset?')
    logits = at_least_float32(logits)
    if positive_fraction is not None:
        positive_fraction = torch.as_tensor(positive_fraction, device=logits.device)
    weights = global_selective_weights(labels, positive_fraction, boundary)  # (N, C)
    # An unknown label has weight 0; clamping only keeps its term finite.
    terms = weights * F.binary_cross_entropy_with_logits(
        logits, labels.clamp(min=0).to(logits), reduction='none')  # (N, C)
    if reduction == 'none':
        return terms
    known = known_mask(labels)
    count = (known if reduction == 'mean' else known.any(dim=1)).sum().to(logits)
    all_reduce(count, op='mean')
    # The mean count can lie below 1 when one process alone has a labelled image.
    return terms.sum() / count.clamp(min=1 / get_world_size())


@MODELS.register_module()
class SelectiveBCELoss(nn.Module):
    """Module form of :func:`selective_bce_loss`.

    Args:
        positive_fraction (float | Sequence[float], optional): Target share of positives, one number
            or one per label. None turns balancing off. Defaults to None.
        boundary (float): Upper bound of the weight of a positive, > 0. Defaults to 1.0.
        reduction (str): 'mean', 'sum' or 'none'. Defaults to 'mean'.
        loss_weight (float): Defaults to 1.0.

    Raises:
        ValueError: If a fraction lies outside [0, 1], or the boundary is not above 0.
    """

    def __init__(self,
                 positive_fraction: Optional[Union[float, Sequence[float]]] = None,
                 boundary: float = 1.0,
                 reduction: str = 'mean',
                 loss_weight: float = 1.0) -> None:
        super().__init__()
        if positive_fraction is not None:
            positive_fraction = torch.as_tensor(positive_fraction, dtype=torch.float32)
            if positive_fraction.min() < 0 or positive_fraction.max() > 1:
                raise ValueError('positive_fraction must lie in [0, 1], got '
                                 f'{positive_fraction.tolist()}')
        if not boundary > 0:
            raise ValueError(f'boundary must be > 0, got {boundary}')
        # A buffer moves with the model: no copy to the GPU in every iteration.
        self.register_buffer('positive_fraction', positive_fraction, persistent=False)
        self.boundary = boundary
        self.reduction = reduction
        self.loss_weight = loss_weight

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Weighted loss of logits ``(N, C)`` and label codes ``(N, C)``; a scalar."""
        return self.loss_weight * selective_bce_loss(logits, labels, self.positive_fraction,
                                                     self.boundary, self.reduction)
