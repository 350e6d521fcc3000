"""The two-layer graph convolution over label classifiers."""
from typing import Optional

import torch
import torch.nn.functional as F
from mmengine.model import BaseModule
from torch import Tensor, nn


class LabelGCN(BaseModule):
    r"""Refines label classifiers by those of related labels.

    Eq. (6) of `Multi-label Co-regularization <https://arxiv.org/abs/1910.11012>`_ with a leaky
    ReLU:

    .. math::
        W^t = \hat A \, ReLU(\hat A W^0 H^{(0)}) H^{(1)}

    Differs from the paper if ``residual``: then :math:`W^0` is added and :math:`H^{(1)}` starts at
    zero. With random matrices the literal equation starts from classifiers that have nothing to do
    with the trained ones, and a short second stage does not recover what the first has learned.

    Args:
        channels (int): Width of a classifier, D + 1.
        hidden_channels (int, optional): Width between the two layers; None takes ``channels``.
        negative_slope (float): Slope of the leaky ReLU. Defaults to 0.2.
        residual (bool): Start from the classifiers themselves. Defaults to False.
    """

    def __init__(self,
                 channels: int,
                 hidden_channels: Optional[int] = None,
                 negative_slope: float = 0.2,
                 residual: bool = False) -> None:
        super().__init__()
        hidden_channels = hidden_channels or channels
        self.negative_slope = negative_slope
        self.residual = residual
        self.weight0 = nn.Parameter(torch.empty(channels, hidden_channels))
        self.weight1 = nn.Parameter(torch.empty(hidden_channels, channels))
        nn.init.xavier_uniform_(self.weight0)
        if residual:
            nn.init.zeros_(self.weight1)
        else:
            nn.init.xavier_uniform_(self.weight1)

    def forward(self, classifiers: Tensor, adjacency: Tensor) -> Tensor:
        """Refine the classifiers of one view.

        Args:
            classifiers (Tensor): ``W^0``, ``(C, D + 1)``.
            adjacency (Tensor): ``(C, C)``.

        Returns:
            Tensor: ``W^t``, ``(C, D + 1)``.
        """
        hidden = adjacency @ classifiers @ self.weight0  # (C, D + 1) @ (D + 1, H) -> (C, H)
        hidden = F.leaky_relu(hidden, self.negative_slope)
        refined = adjacency @ hidden @ self.weight1  # (C, H) @ (H, D + 1) -> (C, D + 1)
        return classifiers + refined if self.residual else refined
