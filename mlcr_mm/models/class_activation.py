"""Where in an image a label is seen: exact class activation maps."""
from typing import List, NamedTuple, Sequence, Tuple, Union

import torch
from mmengine.model import BaseModel
from mmpretrain.models import GlobalAveragePooling
from torch import Tensor, nn

from .heads import DualViewHead, LogitShift


class ClassActivation(NamedTuple):
    """What one network sees in N images.

    Attributes:
        maps (Tensor): ``(N, C, h, w)``; above 0 speaks for the label, below against it.
        logits (Tensor): ``(N, C)``: the mean of a map over space plus the classifier's bias and its
            shift, if the model is calibrated; their sigmoid is the probability that the view gives.
    """

    maps: Tensor
    logits: Tensor


def class_activation(model: BaseModel, inputs: Union[Tensor, Sequence[Tensor]]
                     ) -> List[ClassActivation]:
    """Class activation maps of each view.

    With global average pooling and a linear classifier a logit is the mean over space of the last
    feature map, weighted by the classifier, plus the bias; that weighted map is the class
    activation map of `Zhou et al. <https://arxiv.org/abs/1512.04150>`_. Nothing is approximated.
    The classifiers are those in use, i.e. the output of the GCN once the graph has started.

    Args:
        model (BaseModel): A ``DualViewClassifier``, or an ``ImageClassifier`` with a linear head,
            which counts as one view.
        inputs (Tensor | Sequence[Tensor]): Preprocessed images ``(N, 3, H, W)``, or one such batch
            per view.

    Returns:
        list[ClassActivation]: One per view.

    Raises:
        ValueError: If a network has no feature map, no global average pooling after it, or no
            linear classifier.
    """
    necks, weights = _pooling_and_classifiers(model)
    shifts = _shifts(model.head, len(weights))
    feats = model.extract_feat(inputs, stage='backbone')
    if len(weights) == 1:
        feats = [feats]
    return [
        _activation(feat[-1], neck, weight, shift)
        for feat, neck, weight, shift in zip(feats, necks, weights, shifts)
    ]


def _pooling_and_classifiers(model: BaseModel) -> Tuple[List[nn.Module], List[Tensor]]:
    """Neck and classifier ``(C, D + 1)`` of each view."""
    if isinstance(model.head, DualViewHead):
        weights = model.head.classifier_weights()
        return list(model.neck) if model.with_neck else [None] * len(weights), weights
    linear = getattr(model.head, 'fc', None)
    if not isinstance(linear, nn.Linear):
        raise ValueError(f'class activation maps need a linear classifier; '
                         f'{type(model.head).__name__} has none')
    return [model.neck], [torch.cat([linear.weight, linear.bias[:, None]], dim=1)]


def _shifts(head: nn.Module, num_views: int) -> Sequence[Union[Tensor, float]]:
    """Shift of the logits ``(C,)`` of each view; heads of the toolbox have none."""
    if isinstance(head, LogitShift):
        return head.logit_shift.view(num_views, -1)
    return [0.] * num_views


def _activation(feature: Tensor, neck: nn.Module, weight: Tensor,
                shift: Union[Tensor, float]) -> ClassActivation:
    is_pooled = isinstance(neck, GlobalAveragePooling) and isinstance(neck.gap,
                                                                      nn.AdaptiveAvgPool2d)
    if feature.dim() != 4 or not is_pooled:
        raise ValueError(
            'class activation maps need a backbone that ends in a feature map (N, D, h, w) and '
            "model.neck=dict(type='GlobalAveragePooling'); here the backbone gives "
            f'{tuple(feature.shape)} and the neck is {type(neck).__name__}')
    # (C, D) x (N, D, h, w) -> (N, C, h, w)
    maps = torch.einsum('cd,ndhw->nchw', weight[:, :-1], feature)
    return ClassActivation(maps, maps.mean(dim=(2, 3)) + weight[:, -1] + shift)
