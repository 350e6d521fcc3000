"""Head that learns from its own confident predictions."""
from typing import Dict, List

from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.registry import MODELS

from .recognition_head import RecognitionHead
from .scheduled_losses import ScheduledLosses
from .targets import stack_labels


@MODELS.register_module()
class PseudoLabelHead(ScheduledLosses, RecognitionHead):
    """A :class:`RecognitionHead` with a pseudo-label loss on unknown labels.

    Its features are those of N weakly augmented images, followed by those of the same images
    strongly augmented, or of the weak ones alone. The known labels are learned from the weak images
    only, as in FixMatch: they are what the network is tested on and what the pseudo-labels are read
    from, and every method that is compared gets the same supervision.

    Args:
        loss_pseudo_label (dict): The loss on unknown labels. Defaults to
            ``dict(type='PseudoLabelLoss')``.
        **kwargs: Those of :class:`RecognitionHead`.
    """

    def __init__(self,
                 *args,
                 loss_pseudo_label: Dict = dict(type='PseudoLabelLoss'),
                 **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.loss_pseudo_label = MODELS.build(loss_pseudo_label)

    def _get_loss(self, cls_score: Tensor, data_samples: List[DataSample]) -> Dict[str, Tensor]:
        """The losses of logits ``(2 N, C)`` or ``(N, C)``; and ``confident``, for the log.

        ``confident`` is the share of the unknown labels that got a pseudo-label.
        """
        weak, *strong = cls_score.split(len(data_samples))  # (N, C) each
        losses = super()._get_loss(weak, data_samples)
        zero = cls_score.new_zeros(())
        losses['loss_pseudo_label'], losses['confident'] = (
            self.loss_pseudo_label(weak, *strong, stack_labels(data_samples)) if strong else
            (zero, zero))
        return losses
