"""Co-regularization that no drift of the probabilities weakens."""
from numbers import Real
from typing import Any, Dict, Optional

import torch
from mmengine.dist import all_reduce
from torch import Tensor

from mlcr_mm.registry import MODELS

from .co_regularization_loss import CoRegularizationLoss
from .precision import at_least_float32


def batch_thresholds(logits: Tensor, shares: Tensor) -> Tensor:
    """Per label, the logit above which lies a given share of a batch.

    Args:
        logits (Tensor): ``(..., N, C)``, N >= 1.
        shares (Tensor): ``(C,)`` in [0, 1].

    Returns:
        Tensor: ``(..., C)``, interpolated as ``numpy.quantile`` does.
    """
    ordered = logits.sort(dim=-2).values
    place = (1 - shares) * (logits.shape[-2] - 1)  # (C,)
    below = place.floor()

    def at(rows: Tensor) -> Tensor:
        index = rows.long().expand(*ordered.shape[:-2], 1, -1)
        return ordered.gather(-2, index).squeeze(-2)

    return torch.lerp(at(below), at(place.ceil()), (place - below).to(ordered))


@MODELS.register_module()
class ShareAlignedCoRegularizationLoss(CoRegularizationLoss):
    r"""Eq. (4) between logits that are shifted to the labels' shares.

    The gradient of the Jensen-Shannon divergence with respect to a logit carries :math:`p(1-p)`, so
    that the undecided view moves to the confident one, and for rare labels the confident one says
    "absent": the probabilities of both views drift. Here 0 is, per view and label, the logit above
    which lies the share of positives of the labelled images: both views are as often undecided on
    each side as the labels ask for. The pull is weaker and, since the thresholds follow, does not
    grow: what the views teach each other is the order of the images.

    The thresholds are moving averages over batches, of every process. They are no part of the
    state dict, since a prediction does not need them; checkpoints of a training keep them.

    Args:
        loss_weight (float): ``lambda_cr`` of Eq. (5). Defaults to 1.0.
        momentum (float): Of the thresholds, in [0, 1). Defaults to 0.95.

    Raises:
        ValueError: If the momentum lies elsewhere.
    """

    def __init__(self, loss_weight: float = 1.0, momentum: float = 0.95) -> None:
        super().__init__(loss_weight)
        if not isinstance(momentum, Real) or not 0 <= momentum < 1:
            raise ValueError(f'momentum must lie in [0, 1), got {momentum!r}')
        self.momentum = momentum
        self.num_batches = 0  # that the thresholds are an average of
        # No buffers: an average of the model (EMAHook) pairs its buffers with the model's by order,
        # and these are not there yet when it is made.
        self.label_shares: Optional[Tensor] = None  # (C,)
        self.thresholds: Optional[Tensor] = None  # (V, C)

    def set_label_shares(self, shares: Tensor) -> None:
        """Say how often the labels are present.

        Args:
            shares (Tensor): Share of positives among the known labels, ``(C,)``; NaN leaves a label
                as it is.
        """
        self.label_shares = torch.as_tensor(shares, dtype=torch.float32)

    def forward(self, logits1: Tensor, logits2: Tensor) -> Tensor:
        """Weighted loss of logits ``(N, C)`` and ``(N, C)``; a scalar.

        Raises:
            RuntimeError: If nobody has said how often the labels are present.
        """
        self._update(at_least_float32(torch.stack([logits1, logits2]).detach()))
        shift1, shift2 = self.thresholds.nan_to_num()
        return super().forward(at_least_float32(logits1) - shift1,
                               at_least_float32(logits2) - shift2)

    def _update(self, logits: Tensor) -> None:
        """Move the thresholds by those of a batch ``(V, N, C)``."""
        if self.label_shares is None:
            raise RuntimeError('ShareAlignedCoRegularizationLoss needs the shares of the labels: '
                               "train with train_cfg=dict(type='PhaseTrainLoop'), or call "
                               'set_label_shares')
        self.label_shares = self.label_shares.to(logits.device)
        known = self.label_shares.isfinite()
        batch = batch_thresholds(logits, self.label_shares.nan_to_num())
        batch = batch.masked_fill(~known, 0.)
        all_reduce(batch, op='mean')
        if self.thresholds is None:
            self.thresholds = torch.zeros_like(batch)
        # The first batches count alike: an average from the start.
        weight = max(1 - self.momentum, 1 / (self.num_batches + 1))
        self.thresholds = torch.lerp(self.thresholds.to(batch), batch, weight)
        self.num_batches += 1

    def training_state(self) -> Dict[str, Any]:
        """What an exact resume needs."""
        thresholds: Optional[Tensor] = self.thresholds
        return dict(num_batches=self.num_batches,
                    thresholds=None if thresholds is None else thresholds.cpu())

    def load_training_state(self, state: Dict[str, Any]) -> None:
        """Go on from :meth:`training_state`."""
        self.num_batches, self.thresholds = state['num_batches'], state['thresholds']
