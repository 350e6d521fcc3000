"""Head of two networks (views) that learn from each other on every image."""
from typing import Dict, List, Optional, Sequence, Tuple, Union

import torch
import torch.nn.functional as F
from mmpretrain.models.heads import MultiLabelClsHead
from mmpretrain.structures import DataSample
from torch import Tensor, nn

from mlcr_mm.evaluation.decision import DECISION_PROBABILITY
from mlcr_mm.registry import MODELS

from .logit_shift import LogitShift
from .predictions import set_predictions
from .scheduled_losses import ScheduledLosses
from .targets import check_features, count_labeled, share_of_processes, stack_labels

NUM_VIEWS = 2


@MODELS.register_module()
class DualViewHead(LogitShift, ScheduledLosses, MultiLabelClsHead):
    r"""A linear classifier per view, and the three losses of MLCR.

    Eq. (1) and (5) of `Multi-label Co-regularization <https://arxiv.org/abs/1910.11012>`_:

    .. math::
        L = \frac12 \sum_i L_{vi} + \lambda_{mv} L_{mv} + \lambda_{cr} L_{cr}

    and, on unlabelled images that carry targets (see :class:`mlcr_mm.engine.MeanOfViews`), a loss
    between each view and those (not in the paper). The lambdas are the ``loss_weight`` of the
    losses. A prediction is the mean of the views' probabilities, each calibrated by its row of
    ``logit_shift (V, C)`` (see :class:`LogitShift`); the views' own are kept in ``view_scores
    (V, C)`` of each data sample. Those of the logits as they are stand beside them, in
    ``uncalibrated_score (C,)`` and ``uncalibrated_view_scores (V, C)``.

    Args:
        num_classes (int): Number of labels C.
        in_channels (int | Sequence[int]): Feature width D, one for both views or one per view.
        loss_recognition (dict): The loss of Eq. (2), on known labels. Defaults to
            ``dict(type='SelectiveBCELoss')``.
        loss_multi_view (dict, optional): The loss of Eq. (3); None leaves it out.
        loss_co_regularization (dict, optional): The loss of Eq. (4), on every image; None leaves it
            out.
        loss_self_training (dict, optional): The loss between the logits of a view and the targets
            of the unlabelled images that have some; a phase with ``targets`` makes them. None
            leaves it out.
        init_cfg (dict | list[dict], optional): Defaults to a normal distribution of std 0.01.

    Raises:
        ValueError: If ``in_channels`` is neither one nor two widths.
    """

    def __init__(self,
                 num_classes: int,
                 in_channels: Union[int, Sequence[int]],
                 loss_recognition: Dict = dict(type='SelectiveBCELoss'),
                 loss_multi_view: Optional[Dict] = None,
                 loss_co_regularization: Optional[Dict] = None,
                 loss_self_training: Optional[Dict] = None,
                 init_cfg: Union[dict, List[dict], None] = dict(
                     type='Normal', layer='Linear', std=0.01)) -> None:
        super().__init__(loss=loss_recognition, thr=DECISION_PROBABILITY, init_cfg=init_cfg)
        if isinstance(in_channels, int):
            in_channels = [in_channels] * NUM_VIEWS
        if len(in_channels) != NUM_VIEWS:
            raise ValueError(f'model.head.in_channels must be one width or {NUM_VIEWS}, '
                             f'got {in_channels}')
        self.num_classes = num_classes
        self.in_channels = tuple(in_channels)
        self.classifiers = nn.ModuleList(nn.Linear(width, num_classes) for width in in_channels)
        self.register_logit_shift(NUM_VIEWS, num_classes)
        self.loss_multi_view = loss_multi_view and MODELS.build(loss_multi_view)
        self.loss_co_regularization = (
            loss_co_regularization and MODELS.build(loss_co_regularization))
        self.loss_self_training = loss_self_training and MODELS.build(loss_self_training)

    @property
    def loss_recognition(self) -> nn.Module:
        """nn.Module: The loss of Eq. (2); ``loss_module`` is the base class's name for it."""
        return self.loss_module

    def classifier_weights(self) -> List[Tensor]:
        """The classifiers ``W_i = [w_i b_i]`` in use, one ``(C, D_i + 1)`` per view."""
        return [
            torch.cat([classifier.weight, classifier.bias[:, None]], dim=1)
            for classifier in self.classifiers
        ]

    def biases(self) -> List[Tensor]:
        """See the base class; of the plain classifiers, whatever the label graph makes of them."""
        return [classifier.bias for classifier in self.classifiers]

    def pre_logits(self, feats: Sequence[Tuple[Tensor]]) -> List[Tensor]:
        """Last feature of each view, ``(N, D_i)``.

        Args:
            feats (Sequence[tuple[Tensor]]): Per view, the features of the backbone's stages.

        Raises:
            ValueError: If a shape does not fit ``in_channels``.
        """
        return [
            check_features(feat[-1], width, 'model.head.in_channels')
            for feat, width in zip(feats, self.in_channels)
        ]

    def _classify(self, feats: Sequence[Tuple[Tensor]], weights: List[Tensor]) -> Tensor:
        """Eq. (1) before the sigmoid: ``(V, N, C)``."""
        return torch.stack([
            F.linear(feature, weight[:, :-1], weight[:, -1])  # (N, D) @ (D, C) -> (N, C)
            for feature, weight in zip(self.pre_logits(feats), weights)
        ])

    def forward(self, feats: Sequence[Tuple[Tensor]]) -> Tensor:
        """Logits of both views, ``(V, N, C)``."""
        return self._classify(feats, self.classifier_weights())

    def loss(self, feats: Sequence[Tuple[Tensor]], data_samples: List[DataSample],
             **kwargs) -> Dict[str, Tensor]:
        """The terms of Eq. (5).

        Args:
            feats (Sequence[tuple[Tensor]]): Per view, the features of the backbone's stages.
            data_samples (list[DataSample]): With ``gt_score`` ``(C,)``.
            **kwargs: Handed to the recognition loss.

        Returns:
            dict[str, Tensor]: ``loss_recognition``, ``loss_multi_view``,
            ``loss_co_regularization``, ``loss_self_training`` (those that are configured), and
            ``labeled_images``, the number of images with a known label, for the log.
        """
        weights = self.classifier_weights()
        logits1, logits2 = self._classify(feats, weights)  # (N, C) each
        labels = stack_labels(data_samples)  # (N, C)
        targets1, targets2 = self._view_targets(labels, data_samples)  # (N, C) each
        recognition1 = self.loss_recognition(logits1, targets1, **kwargs)
        recognition2 = self.loss_recognition(logits2, targets2, **kwargs)
        losses = dict(loss_recognition=(recognition1 + recognition2) / NUM_VIEWS)
        # A loss that is off is a zero: without the key the log would go on showing its last value.
        for name, module in (('loss_multi_view', self.loss_multi_view),
                             ('loss_co_regularization', self.loss_co_regularization),
                             ('loss_self_training', self.loss_self_training)):
            if module is not None:
                losses[name] = logits1.new_zeros(())
        if self.is_on('loss_multi_view'):
            losses['loss_multi_view'] = self.loss_multi_view(*weights)
        if self.is_on('loss_co_regularization'):
            losses['loss_co_regularization'] = self.loss_co_regularization(logits1, logits2)
        if self.is_on('loss_self_training'):
            losses['loss_self_training'] = self._self_training((logits1, logits2), data_samples)
        losses['labeled_images'] = count_labeled(labels)
        return losses

    def _view_targets(self, labels: Tensor, data_samples: List[DataSample]) -> Sequence[Tensor]:
        """Label codes that each view learns from, ``(N, C)`` per view: here the same for both."""
        return [labels] * NUM_VIEWS

    def _self_training(self, logits: Sequence[Tensor], data_samples: List[DataSample]) -> Tensor:
        """Mean over the views, on images of all processes that carry ``previous_logits (C,)``."""
        places = [i for i, sample in enumerate(data_samples) if 'previous_logits' in sample]
        share = share_of_processes(len(places), logits[0].device)
        if not places:
            return logits[0].new_zeros(())
        previous = torch.stack([data_samples[i].previous_logits for i in places])  # (n, C)
        # A list as index would be copied to the GPU for each view, and waited for.
        rows = torch.tensor(places).to(logits[0].device, non_blocking=True)
        return share * sum(self.loss_self_training(view[rows], previous.to(view))
                           for view in logits) / NUM_VIEWS

    def _get_predictions(self, cls_score: Tensor,
                         data_samples: Optional[List[DataSample]]) -> List[DataSample]:
        uncalibrated = cls_score.float().sigmoid()  # (V, N, C)
        view_scores = self.shift_logits(cls_score).sigmoid()  # (V, N, C)
        return set_predictions(
            data_samples, view_scores.mean(dim=0), view_scores=view_scores.transpose(0, 1),
            uncalibrated_score=uncalibrated.mean(dim=0),
            uncalibrated_view_scores=uncalibrated.transpose(0, 1))
