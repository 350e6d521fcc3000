"""Dual-view head whose classifiers are, in the second stage, refined over the label graph."""
from typing import Any, Dict, List, Optional

import torch
from torch import Tensor

from mlcr_mm.registry import MODELS

from ..graph import LabelGCN, load_adjacency, normalize_adjacency
from ..graph.adjacency import Adjacency
from .dual_view_head import NUM_VIEWS, DualViewHead

PRE_TRAINING, GRAPH = 1, 2


@MODELS.register_module()
class GCNHead(DualViewHead):
    """A :class:`DualViewHead` that also owns the label graph (section 3.4 of the paper).

    In stage 1 it is a plain dual-view head. :meth:`begin_graph_stage` keeps the classifiers reached
    as ``W^0`` and from then on every classifier is the output of the GCN, shared by the views
    (Eq. 6), and the multi-view loss is dropped. Stage, adjacency and ``W^0`` are buffers: the state
    dict alone decides a prediction.

    Args:
        num_classes (int): Number of labels C.
        in_channels (int | Sequence[int]): Feature width D, the same in both views.
        gcn (dict, optional): Arguments of :class:`mlcr_mm.models.graph.LabelGCN` but ``channels``.
            Defaults to None.
        adjacency (str | array, optional): The matrix of Eq. (8) or its file (``.npy``, ``.csv``,
            text). None: computed from the labels of the training set by ``PhaseHook``.
        normalize (bool): Use ``D^-1/2 A D^-1/2``, as the authors' code does, instead of A.
            Defaults to True.
        **kwargs: Those of :class:`DualViewHead`.

    Raises:
        ValueError: If the views have features of different widths.
    """

    def __init__(self,
                 *args,
                 gcn: Optional[Dict] = None,
                 adjacency: Optional[Adjacency] = None,
                 normalize: bool = True,
                 **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if len(set(self.in_channels)) != 1:
            raise ValueError(
                f'the GCN is shared by the views and needs features of one width, got '
                f'{self.in_channels}: bring both to one width with a LinearNeck per view, or use '
                'DualViewHead')
        channels = self.in_channels[0] + 1
        self.gcn = LabelGCN(channels, **(gcn or {}))
        self.normalize = normalize
        self.needs_adjacency = adjacency is None
        self.register_buffer('adjacency', torch.zeros(self.num_classes, self.num_classes))
        self.register_buffer('initial_classifiers',
                             torch.zeros(NUM_VIEWS, self.num_classes, channels))
        self.register_buffer('stage', torch.tensor(PRE_TRAINING))
        # A copy on the host: asking the buffer would make every iteration wait for the GPU.
        self._stage = PRE_TRAINING
        if adjacency is not None:
            self.set_adjacency(load_adjacency(adjacency, self.num_classes))

    @property
    def in_graph_stage(self) -> bool:
        """bool: Whether the classifiers come from the GCN."""
        return self._stage == GRAPH

    def set_adjacency(self, adjacency: Tensor) -> None:
        """Take the matrix of Eq. (8), ``(C, C)``, not normalised."""
        self.adjacency.copy_(adjacency)

    @torch.no_grad()
    def begin_graph_stage(self) -> None:
        """Switch to stage 2: keep the classifiers as ``W^0`` and use the GCN's output.

        Raises:
            RuntimeError: If no adjacency matrix was given.
        """
        if not self.adjacency.any():
            raise RuntimeError('the label graph is empty: set model.head.adjacency, or let '
                               'a phase with graph=True compute it from the training labels')
        self.initial_classifiers.copy_(torch.stack(self.classifier_weights()))
        self.stage.fill_(GRAPH)
        self._stage = GRAPH

    def classifier_weights(self) -> List[Tensor]:
        """The classifiers in use, one ``(C, D + 1)`` per view; the GCN's output in stage 2."""
        if not self.in_graph_stage:
            return super().classifier_weights()
        adjacency = normalize_adjacency(self.adjacency) if self.normalize else self.adjacency
        return [self.gcn(initial, adjacency) for initial in self.initial_classifiers]

    def loss(self, *args, **kwargs) -> Dict[str, Tensor]:
        """The terms of Eq. (5); in stage 2 the multi-view loss is a constant zero."""
        losses = super().loss(*args, **kwargs)
        if self.in_graph_stage and 'loss_multi_view' in losses:
            # Without the key the logger would go on showing the last value of stage 1.
            losses['loss_multi_view'] = torch.zeros_like(losses['loss_multi_view'])
        return losses

    def _load_from_state_dict(self, *args, **kwargs) -> Any:
        super()._load_from_state_dict(*args, **kwargs)
        self._stage = int(self.stage)
