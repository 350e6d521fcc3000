"""Head of a student that also learns from a teacher."""
from typing import Dict, List, Optional

from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.registry import MODELS

from .recognition_head import RecognitionHead
from .scheduled_losses import ScheduledLosses


@MODELS.register_module()
class ConsistencyHead(ScheduledLosses, RecognitionHead):
    """A :class:`RecognitionHead` with a consistency loss on every image, labelled or not.

    Args:
        loss_consistency (dict): The loss between the logits of student and teacher. Defaults to
            ``dict(type='ConsistencyLoss')``.
        **kwargs: Those of :class:`RecognitionHead`.
    """

    def __init__(self,
                 *args,
                 loss_consistency: Dict = dict(type='ConsistencyLoss'),
                 **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.loss_consistency = MODELS.build(loss_consistency)

    def _get_loss(self,
                  cls_score: Tensor,
                  data_samples: List[DataSample],
                  teacher_logits: Optional[Tensor] = None) -> Dict[str, Tensor]:
        """The losses; without the teacher's logits ``(N, C)`` the consistency is a zero."""
        losses = super()._get_loss(cls_score, data_samples)
        losses['loss_consistency'] = (
            cls_score.new_zeros(()) if teacher_logits is None else self.loss_consistency(
                cls_score, teacher_logits))
        return losses
