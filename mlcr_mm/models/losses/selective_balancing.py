"""Selective learning: which labels of a batch count, so that rare labels are not drowned."""
from typing import Optional

import torch
from mmengine.dist import all_gather, broadcast, get_dist_info
from torch import Tensor

from mlcr_mm.labels import known_mask

# t * n is compared with whole numbers; 0.3 * 10 must count as 3 in float32.
_ROUNDING = 1e-3
_HALF = 0.5


def selective_weights(labels: Tensor, positive_fraction: Tensor, boundary: float,
                      keys: Tensor) -> Tensor:
    """Weights ``a_c`` of Eq. (2), by the rule of the authors' code.

    Per label, with ``n`` known labels and the target ``t`` of positives among them: where fewer
    than ``t * n`` are positive, ``ceil(t * n)`` randomly chosen negatives keep weight 1 and the
    others get 0, and each positive gets ``min(t * n / n_positive, boundary)``. Elsewhere every
    known label has weight 1. Unknown labels always have weight 0.

    Args:
        labels (Tensor): Label codes of the whole batch, ``(N, C)``; that of a mixture of images
            counts as what it is more of.
        positive_fraction (Tensor): ``t`` in [0, 1], a scalar or ``(C,)``.
        boundary (float): Upper bound of the weight of a positive.
        keys (Tensor): Random numbers in [0, 1), ``(N, C)``: the negatives with the smallest keys
            are kept.

    Returns:
        Tensor: Weights ``(N, C)``, float32.
    """
    known = known_mask(labels)
    positive = known & (labels > _HALF)  # (N, C)
    negative = known & ~positive
    num_positive = positive.sum(dim=0)  # (C,)
    target = positive_fraction * known.sum(dim=0)  # (C,)
    too_few = num_positive < target - _ROUNDING  # (C,)

    # The place of each negative in the order of the keys; the others come last.
    place = keys.masked_fill(~negative, 2.0).argsort(dim=0).argsort(dim=0)  # (N, C)
    kept = negative & ((place < (target - _ROUNDING).ceil()) | ~too_few)  # (N, C)
    gain = (target / num_positive.clamp(min=1)).clamp(max=boundary)  # (C,)
    positive_weight = torch.where(too_few, gain, torch.ones_like(gain))  # (C,)
    return positive * positive_weight + kept.float()


def global_selective_weights(labels: Tensor, positive_fraction: Optional[Tensor],
                             boundary: float) -> Tensor:
    """:func:`selective_weights` counted over the batches of all processes together.

    Every process gets the rows of its own images. The processes must have batches of one size.

    Args:
        labels (Tensor): Label codes of this process, ``(N, C)``.
        positive_fraction (Tensor, optional): ``t``, a scalar or ``(C,)``; None weights every known
            label with 1.
        boundary (float): Upper bound of the weight of a positive.

    Returns:
        Tensor: Weights ``(N, C)``, float32.
    """
    if positive_fraction is None:
        return known_mask(labels).float()
    rank, world_size = get_dist_info()
    if world_size > 1:
        labels_of_all = torch.cat(all_gather(labels.contiguous()))
    else:
        labels_of_all = labels
    keys = torch.rand(labels_of_all.shape, device=labels.device)
    broadcast(keys)  # one draw for all, whatever the random states of the processes
    weights = selective_weights(labels_of_all, positive_fraction, boundary, keys)
    return weights[rank * len(labels):(rank + 1) * len(labels)]
