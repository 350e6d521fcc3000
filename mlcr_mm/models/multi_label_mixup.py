"""Mixtures of images whose labels are not all known."""
from typing import Tuple

import numpy as np
import torch
from mmpretrain.models.utils.batch_augments import Mixup
from torch import Tensor

from mlcr_mm.labels import UNKNOWN, known_mask
from mlcr_mm.registry import BATCH_AUGMENTS


@BATCH_AUGMENTS.register_module()
class MultiLabelMixup(Mixup):
    r"""Mixup (`Zhang et al., ICLR 2018 <https://arxiv.org/abs/1710.09412>`_) for label codes.

    Each image :math:`x_i` becomes :math:`\lambda_i x_i + (1 - \lambda_i) x_j` with another image of
    its batch, its labels likewise. A label that is unknown of either image is unknown of the
    mixture. Differs from the base class, which takes "unknown" for a number, and has one
    :math:`\lambda` for the whole batch: here every image draws its own, and is at least half of its
    mixture.

    For the Baseline and for MLCR, on the command line or in a config::

        data_preprocessor = dict(batch_augments=dict(augments=dict(type='MultiLabelMixup',
                                                                   alpha=0.5)))

    Args:
        alpha (float): > 0; :math:`\lambda` and :math:`1 - \lambda` are drawn from
            :math:`Beta(\alpha, \alpha)`. The larger, the more of the other image.

    Raises:
        ValueError: If ``alpha`` is not above 0.
    """

    def __init__(self, alpha: float) -> None:
        if not alpha > 0:
            raise ValueError(f'MultiLabelMixup: alpha must be above 0, got {alpha}')
        super().__init__(float(alpha))

    def mix(self, batch_inputs: Tensor, batch_scores: Tensor) -> Tuple[Tensor, Tensor]:
        """Mix every image of a batch with another one.

        Args:
            batch_inputs (Tensor): ``(N, ..., H, W)``, normalised.
            batch_scores (Tensor): Label codes or probabilities, -1 where unknown, ``(N, C)``.

        Returns:
            tuple[Tensor, Tensor]: Of the same shapes; labels are in [0, 1], or -1.
        """
        count, device = len(batch_inputs), batch_inputs.device
        drawn = torch.from_numpy(np.random.beta(self.alpha, self.alpha, count)).float()
        share = torch.maximum(drawn, 1 - drawn).to(device, non_blocking=True)
        other = torch.randperm(count).to(device, non_blocking=True)
        scores = batch_scores.float()
        mixed = torch.lerp(scores[other], scores, share[:, None])
        known = known_mask(scores) & known_mask(scores[other])
        weight = share.view(-1, *[1] * (batch_inputs.ndim - 1))
        return (torch.lerp(batch_inputs[other], batch_inputs, weight),
                mixed.masked_fill(~known, UNKNOWN))
