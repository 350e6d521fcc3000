"""Head of one network that learns from known labels only."""
from typing import Dict, List, Optional, Tuple, Union

from mmpretrain.models.heads import MultiLabelLinearClsHead
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.evaluation.decision import DECISION_PROBABILITY
from mlcr_mm.registry import MODELS

from .logit_shift import LogitShift
from .predictions import set_predictions
from .targets import check_features, count_labeled, stack_labels


@MODELS.register_module()
class RecognitionHead(LogitShift, MultiLabelLinearClsHead):
    """Linear multi-label head that skips unknown labels: the paper's Baseline.

    Predictions are calibrated by ``logit_shift (C,)``, see :class:`LogitShift`; the probabilities
    of the logits as they are stand beside them, in ``uncalibrated_score (C,)`` of each sample.

    Args:
        num_classes (int): Number of labels C.
        in_channels (int): Feature width D.
        loss_recognition (dict): The loss of Eq. (2). Defaults to
            ``dict(type='SelectiveBCELoss')``.
        init_cfg (dict | list[dict], optional): Defaults to a normal distribution of std 0.01.
    """

    def __init__(self,
                 num_classes: int,
                 in_channels: int,
                 loss_recognition: Dict = dict(type='SelectiveBCELoss'),
                 init_cfg: Union[dict, List[dict], None] = dict(
                     type='Normal', layer='Linear', std=0.01)) -> None:
        super().__init__(num_classes, in_channels, loss_recognition, thr=DECISION_PROBABILITY,
                         init_cfg=init_cfg)
        self.register_logit_shift(num_classes)

    def biases(self) -> List[Tensor]:
        """See the base class."""
        return [self.fc.bias]

    def pre_logits(self, feats: Tuple[Tensor]) -> Tensor:
        """Last feature, ``(N, D)``.

        Raises:
            ValueError: If its shape does not fit ``in_channels``.
        """
        return check_features(feats[-1], self.in_channels, 'model.head.in_channels')

    def _get_loss(self, cls_score: Tensor, data_samples: List[DataSample]) -> Dict[str, Tensor]:
        labels = stack_labels(data_samples)  # (N, C)
        return dict(
            loss_recognition=self.loss_module(cls_score, labels),
            labeled_images=count_labeled(labels))

    def _get_predictions(self, cls_score: Tensor,
                         data_samples: Optional[List[DataSample]]) -> List[DataSample]:
        return set_predictions(data_samples, self.shift_logits(cls_score).sigmoid(),
                               uncalibrated_score=cls_score.float().sigmoid())
