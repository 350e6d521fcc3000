"""Dual-view head whose classifiers are, in the last phase, refined over the label graph."""
import logging
from typing import Any, Dict, List, Optional

import torch
from mmengine.logging import print_log
from torch import Tensor

from mlcr_mm.registry import MODELS

from ..graph import GraphSettings, LabelGCN, has_started_graph, load_adjacency
from ..graph.adjacency import Adjacency
from ..graph.fold import GRAPH, PRE_TRAINING
from ..host_buffers import HostBuffers
from .dual_view_head import NUM_VIEWS, DualViewHead


@MODELS.register_module()
class GCNHead(HostBuffers, DualViewHead):
    """A :class:`DualViewHead` that also owns the label graph (section 3.4 of the paper).

    At first it is a plain dual-view head. :meth:`start_graph` keeps the classifiers reached
    as ``W^0`` and from then on every classifier is the output of the GCN, shared by the views
    (Eq. 6), and the multi-view loss is dropped. :meth:`fold_graph` is the way back.

    The state dict alone decides a prediction: ``stage`` (whether the graph has started), adjacency,
    ``W^0`` and ``gcn.settings`` (how the GCN computes) are buffers. A state dict whose graph has
    started brings its settings along, with a warning where the config says others; else the
    config's hold, as for checkpoints of older versions, which have none. ``stage`` and the settings
    stay on the CPU (:class:`HostBuffers`): asking them never waits for a GPU.

    Args:
        num_classes (int): Number of labels C.
        in_channels (int | Sequence[int]): Feature width D, the same in both views.
        gcn (dict, optional): Arguments of :class:`mlcr_mm.models.graph.LabelGCN` but ``channels``
            and ``normalize``. Defaults to None.
        adjacency (str | array, optional): The matrix of Eq. (8) or its file (``.npy``, ``.csv``,
            text). None: computed from the labels of the training set by ``PhaseHook``.
        normalize (str, optional): None takes the matrix as it is (paper), 'released' scales it as
            the authors' code does, 'symmetric' is ours; see
            :func:`mlcr_mm.models.graph.normalize_adjacency`. Defaults to 'symmetric'.
        **kwargs: Those of :class:`DualViewHead`.

    Raises:
        ValueError: If the views have features of different widths, or ``normalize`` is unknown.
    """

    def __init__(self,
                 *args,
                 gcn: Optional[Dict] = None,
                 adjacency: Optional[Adjacency] = None,
                 normalize: Optional[str] = 'symmetric',
                 **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if len(set(self.in_channels)) != 1:
            raise ValueError('the GCN is shared by the views and needs features of one width, got '
                             f'{self.in_channels}: bring both to one width with a LinearNeck per '
                             'view, or use DualViewHead')
        channels = self.in_channels[0] + 1
        self.gcn = LabelGCN(channels, normalize=normalize, **(gcn or {}))
        self._configured = self.gcn.graph_settings
        self.register_buffer('adjacency', torch.zeros(self.num_classes, self.num_classes))
        initial = torch.zeros(NUM_VIEWS, self.num_classes, channels)
        self.register_buffer('initial_classifiers', initial)
        self.register_host_buffer('stage', torch.tensor(PRE_TRAINING, device='cpu'))
        self._given = None if adjacency is None else load_adjacency(adjacency, self.num_classes)
        if self._given is not None:
            self.set_adjacency(self._given)

    @property
    def needs_adjacency(self) -> bool:
        """bool: Whether the config leaves the matrix to the labels of the training set."""
        return self._given is None

    @property
    def graph_started(self) -> bool:
        """bool: Whether the classifiers come from the GCN."""
        return int(self.stage) == GRAPH

    def set_adjacency(self, adjacency: Tensor) -> None:
        """Take the matrix of Eq. (8), ``(C, C)``, not normalised."""
        self.adjacency.copy_(adjacency)

    @torch.no_grad()
    def start_graph(self) -> None:
        """Keep the classifiers as ``W^0`` and use the GCN's output from now on.

        Raises:
            RuntimeError: If no adjacency matrix was given.
        """
        if self._given is not None and not self.adjacency.any():
            self.set_adjacency(self._given)  # folding has emptied it
        if not self.adjacency.any():
            raise RuntimeError('the label graph is empty: set model.head.adjacency, or let '
                               'a phase with graph=True compute it from the training labels')
        self.initial_classifiers.copy_(torch.stack(self.classifier_weights()))
        self.stage.fill_(GRAPH)

    @torch.no_grad()
    def fold_graph(self) -> None:
        """Stop the graph with the same predictions: the GCN's output becomes the classifiers.

        Adjacency and ``W^0`` become zero, the GCN keeps its weights, the config's settings hold
        again. It changes nothing before the graph starts. :func:`fold_state_dict` needs no model.
        """
        if not self.graph_started:
            return
        for classifier, weights in zip(self.classifiers, self.classifier_weights()):
            classifier.weight.copy_(weights[:, :-1])
            classifier.bias.copy_(weights[:, -1])
        self.adjacency.zero_()
        self.initial_classifiers.zero_()
        self.gcn.settings.copy_(self._configured.to_tensor())
        self.stage.fill_(PRE_TRAINING)

    @torch.no_grad()
    def without_graph(self) -> DualViewHead:
        """A plain head that says the same: ``torch.export`` cannot branch on a buffer."""
        plain = DualViewHead(self.num_classes, self.in_channels, self.loss_recognition)
        for classifier, weights in zip(plain.classifiers, self.classifier_weights()):
            classifier.weight.data = weights[:, :-1].clone()
            classifier.bias.data = weights[:, -1].clone()
        plain.logit_shift = self.logit_shift.clone()
        return plain.train(self.training)

    def fold_logit_shift(self) -> None:
        """See the base class; a started graph makes the biases, so it is folded first."""
        self.fold_graph()
        super().fold_logit_shift()

    def classifier_weights(self) -> List[Tensor]:
        """The classifiers in use, one ``(C, D + 1)`` per view; the GCN's output once it started."""
        if not self.graph_started:
            return super().classifier_weights()
        return [self.gcn(initial, self.adjacency) for initial in self.initial_classifiers]

    def is_on(self, name: str) -> bool:
        """See the base class; with the graph the multi-view loss is off (section 3.4)."""
        return super().is_on(name) and not (name == 'loss_multi_view' and self.graph_started)

    def _load_from_state_dict(self, state_dict: Dict[str, Tensor], prefix: str, *args: Any,
                              **kwargs: Any) -> None:
        key = f'{prefix}gcn.settings'
        if not has_started_graph(state_dict, prefix) or key not in state_dict:
            state_dict[key] = self._configured.to_tensor()  # the GCN loads next, from this dict
        stored = GraphSettings.from_tensor(state_dict[key])
        if stored != self._configured:
            print_log(f'classifiers are computed with {stored} as the checkpoint says, not with '
                      f"the config's {self._configured}", logger='current', level=logging.WARNING)
        super()._load_from_state_dict(state_dict, prefix, *args, **kwargs)
