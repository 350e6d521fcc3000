"""Dual-view head whose views learn from different targets."""
from typing import List, Sequence

import torch
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.labels import known_mask
from mlcr_mm.registry import MODELS

from .dual_view_head import NUM_VIEWS, DualViewHead


@MODELS.register_module()
class CoTrainingHead(DualViewHead):
    """A :class:`DualViewHead` for co-training (Blum and Mitchell, COLT 1998).

    A view learns from the known labels and, where a label is unknown, from the pseudo-label that
    the other view gave: the data samples of unlabelled images carry ``pseudo_labels (V, C)``, the
    label codes for each view, which :class:`mlcr_mm.engine.ExchangedLabels` sets. A sample without
    them teaches with its known labels only. The head itself has no state but its classifiers: its
    checkpoints are those of a ``DualViewHead``.
    """

    def _view_targets(self, labels: Tensor, data_samples: List[DataSample]) -> Sequence[Tensor]:
        """Label codes of each view: the known label, else the pseudo-label."""
        pseudo_labels = torch.stack([
            sample.get('pseudo_labels', label.expand(NUM_VIEWS, -1)).to(label)
            for sample, label in zip(data_samples, labels)
        ], dim=1)  # (V, N, C)
        return torch.where(known_mask(labels), labels, pseudo_labels).unbind()
