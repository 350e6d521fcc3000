"""Head that learns pseudo-labels which images carry."""
from typing import Dict, List

import torch
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.labels import UNKNOWN, known_mask
from mlcr_mm.registry import MODELS

from .recognition_head import RecognitionHead
from .scheduled_losses import ScheduledLosses
from .targets import stack_labels


@MODELS.register_module()
class ClassAwareHead(ScheduledLosses, RecognitionHead):
    """A :class:`RecognitionHead` with a second loss, on pseudo-labels.

    The data samples of unlabelled images carry ``pseudo_labels (C,)``, label codes that
    :class:`mlcr_mm.engine.ClassAwareLabels` sets. Where a label is known, it is not learned from
    them.

    Args:
        loss_pseudo_label (dict): The loss of logits and pseudo-labels; a ``SelectiveBCELoss``
            without balancing is the cross-entropy. Defaults to ``dict(type='SelectiveBCELoss')``.
        **kwargs: Those of :class:`RecognitionHead`.
    """

    def __init__(self,
                 *args,
                 loss_pseudo_label: Dict = dict(type='SelectiveBCELoss'),
                 **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.loss_pseudo_label = MODELS.build(loss_pseudo_label)

    def _get_loss(self, cls_score: Tensor, data_samples: List[DataSample]) -> Dict[str, Tensor]:
        losses = super()._get_loss(cls_score, data_samples)
        losses['loss_pseudo_label'] = cls_score.new_zeros(())
        if self.is_on('loss_pseudo_label'):
            labels = stack_labels(data_samples)  # (N, C)
            unknown = torch.full_like(labels[0], UNKNOWN)
            pseudo_labels = torch.stack(
                [sample.get('pseudo_labels', unknown).to(labels) for sample in data_samples])
            losses['loss_pseudo_label'] = self.loss_pseudo_label(
                cls_score, pseudo_labels.masked_fill(known_mask(labels), UNKNOWN))
        return losses
