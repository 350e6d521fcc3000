"""The two-layer graph convolution over label classifiers."""
from typing import Optional

import torch
import torch.nn.functional as F
from mmengine.model import BaseModule
from torch import Tensor, nn

from ..host_buffers import HostBuffers
from .adjacency import normalize_adjacency
from .graph_settings import GraphSettings

INITIALIZATIONS = ('xavier', 'released')


def refine_classifiers(classifiers: Tensor, adjacency: Tensor, weight0: Tensor, weight1: Tensor,
                       settings: GraphSettings) -> Tensor:
    """Eq. (6) for the classifiers of one view; see :class:`LabelGCN`.

    Args:
        classifiers (Tensor): ``W^0``, ``(C, D + 1)``.
        adjacency (Tensor): The matrix of Eq. (8), not normalised, ``(C, C)``.
        weight0 (Tensor): ``H^(0)``, ``(D + 1, H)``.
        weight1 (Tensor): ``H^(1)``, ``(H, D + 1)``.
        settings (GraphSettings): Normalisation, slope, and whether the input is added.

    Returns:
        Tensor: ``W^t``, ``(C, D + 1)``.
    """
    adjacency = normalize_adjacency(adjacency, settings.normalize)
    hidden = adjacency @ classifiers @ weight0  # (C, D + 1) @ (D + 1, H) -> (C, H)
    hidden = F.leaky_relu(hidden, settings.negative_slope)
    refined = adjacency @ hidden @ weight1  # (C, H) @ (H, D + 1) -> (C, D + 1)
    return classifiers + refined if settings.residual else refined


class LabelGCN(HostBuffers, BaseModule):
    r"""Refines label classifiers by those of related labels.

    Eq. (6) of `Multi-label Co-regularization <https://arxiv.org/abs/1910.11012>`_ with a leaky
    ReLU:

    .. math::
        W^t = \hat A \, ReLU(\hat A W^0 H^{(0)}) H^{(1)}

    Whose is what:

    - paper: the equation, :math:`\hat A` as it is (``normalize=None``). It names neither slope nor
      initialisation.
    - released code (nxsEdson/MLCR): ``normalize='released'``, ``init='released'``, the slope 0.2
      and hidden layers as wide as the classifiers.
    - ours: ``normalize='symmetric'``, ``init='xavier'``, and ``residual``, with which :math:`W^0`
      is added and :math:`H^{(1)}` starts at zero. With random matrices the literal equation starts
      from classifiers that have nothing to do with the trained ones, and a short last phase does
      not recover what the first has learned.

    The buffer ``settings`` (:class:`GraphSettings`) holds normalisation, slope and ``residual``;
    it stays on the CPU.

    Args:
        channels (int): Width of a classifier, D + 1.
        hidden_channels (int, optional): Width between the two layers; None takes ``channels``.
        negative_slope (float): Slope of the leaky ReLU. Defaults to 0.2.
        residual (bool): Start from the classifiers themselves: add them to the output, and start
            ``H^(1)`` at zero whatever ``init`` is, which then concerns ``H^(0)`` alone. Defaults
            to False.
        init (str): How the matrices start: 'xavier', uniform in :math:`\pm\sqrt{6 / (in + out)}`,
            or 'released', uniform in :math:`\pm 1/\sqrt{out}`, with *out* columns; for square
            matrices Xavier's are 1.7 times as wide. Defaults to 'xavier'.
        normalize (str, optional): See :func:`normalize_adjacency`. Defaults to None.

    Raises:
        ValueError: If ``init`` or ``normalize`` is unknown.
    """

    def __init__(self,
                 channels: int,
                 hidden_channels: Optional[int] = None,
                 negative_slope: float = 0.2,
                 residual: bool = False,
                 init: str = 'xavier',
                 normalize: Optional[str] = None) -> None:
        super().__init__()
        if init not in INITIALIZATIONS:
            raise ValueError(f'model.head.gcn.init must be one of {INITIALIZATIONS}, got {init!r}')
        hidden_channels = hidden_channels or channels
        settings = GraphSettings(normalize, negative_slope, residual)
        self.register_host_buffer('settings', settings.to_tensor())
        self.weight0 = nn.Parameter(torch.empty(channels, hidden_channels))
        self.weight1 = nn.Parameter(torch.empty(hidden_channels, channels))
        self._start(self.weight0, init)
        if residual:
            nn.init.zeros_(self.weight1)
        else:
            self._start(self.weight1, init)

    @staticmethod
    def _start(weight: Tensor, init: str) -> None:
        if init == 'xavier':
            nn.init.xavier_uniform_(weight)
        else:
            bound = weight.shape[1]**-.5
            nn.init.uniform_(weight, -bound, bound)

    @property
    def graph_settings(self) -> GraphSettings:
        """GraphSettings: Those in use, from the state dict if one was loaded."""
        return GraphSettings.from_tensor(self.settings)

    def forward(self, classifiers: Tensor, adjacency: Tensor) -> Tensor:
        """Refine the classifiers of one view.

        Args:
            classifiers (Tensor): ``W^0``, ``(C, D + 1)``.
            adjacency (Tensor): The matrix of Eq. (8), not normalised, ``(C, C)``.

        Returns:
            Tensor: ``W^t``, ``(C, D + 1)``.
        """
        return refine_classifiers(classifiers, adjacency, self.weight0, self.weight1,
                                  self.graph_settings)
