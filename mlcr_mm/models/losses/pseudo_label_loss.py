"""Pseudo-labels from confident predictions, label by label."""
from typing import Sequence, Tuple, Union

import torch
from mmengine.dist import all_reduce, get_world_size
from torch import Tensor, nn

from mlcr_mm.labels import ABSENT, PRESENT, UNKNOWN, known_mask
from mlcr_mm.registry import MODELS

from .precision import at_least_float32
from .selective_bce_loss import selective_bce_loss

Threshold = Union[float, Sequence[float]]


def assign_pseudo_labels(logits: Tensor, labels: Tensor, positive_threshold: Union[float, Tensor],
                         negative_threshold: Union[float, Tensor]) -> Tensor:
    """Label codes for unknown labels whose prediction is confident.

    Args:
        logits (Tensor): ``(N, C)``; no gradient goes there.
        labels (Tensor): Label codes 1, 0, -1, ``(N, C)``.
        positive_threshold (float | Tensor): Probability from which a label is taken as present, a
            number or ``(C,)``.
        negative_threshold (float | Tensor): Probability up to which a label is taken as absent, a
            number or ``(C,)``.

    Returns:
        Tensor: Label codes ``(N, C)``: -1 where the prediction is not confident, and where the
        label is known.
    """
    probabilities = at_least_float32(logits.detach()).sigmoid()
    codes = torch.full_like(probabilities, UNKNOWN)
    codes = codes.masked_fill(probabilities >= positive_threshold, PRESENT)
    codes = codes.masked_fill(probabilities <= negative_threshold, ABSENT)
    return codes.masked_fill(known_mask(labels), UNKNOWN)


def pseudo_label_loss(weak_logits: Tensor, strong_logits: Tensor, labels: Tensor,
                      positive_threshold: Union[float, Tensor],
                      negative_threshold: Union[float, Tensor]) -> Tuple[Tensor, Tensor]:
    """Binary cross-entropy of strongly augmented images with pseudo-labels of the weak ones.

    Eq. (4) of `FixMatch <https://arxiv.org/abs/2001.07685>`_ for multi-label images: each label has
    its own two thresholds, for present and for absent. As FixMatch divides by the whole unlabelled
    batch, this divides by all unknown labels, confident or not: the few confident ones of the first
    iterations weigh little. When several processes train together, the denominator is counted over
    all their batches.

    Args:
        weak_logits (Tensor): Of the weakly augmented images, ``(N, C)``; no gradient goes there.
        strong_logits (Tensor): Of the same images strongly augmented, ``(N, C)``.
        labels (Tensor): Label codes 1, 0, -1, ``(N, C)``.
        positive_threshold (float | Tensor): See :func:`assign_pseudo_labels`.
        negative_threshold (float | Tensor): See there.

    Returns:
        tuple[Tensor, Tensor]: The loss, a scalar (a zero with a graph where nothing is confident),
        and the share of the unknown labels of all processes that got a pseudo-label, in [0, 1].

    Raises:
        ValueError: If the shapes differ.
    """
    if not weak_logits.shape == strong_logits.shape == labels.shape:
        shapes = [tuple(tensor.shape) for tensor in (weak_logits, strong_logits, labels)]
        raise ValueError('the logits of weak and strong images and the labels must have one shape '
                         f'(N, C), got {shapes}: does num_classes match the labels of the dataset?')
    codes = assign_pseudo_labels(weak_logits, labels, positive_threshold, negative_threshold)
    terms = selective_bce_loss(strong_logits, codes, None, 1., 'none')  # (N, C)
    counts = torch.stack([known_mask(codes).sum(), (~known_mask(labels)).sum()]).to(terms)
    all_reduce(counts, op='mean')
    # The mean count can lie below 1 when one process alone has an unknown label.
    num_unknown = counts[1].clamp(min=1 / get_world_size())
    return terms.sum() / num_unknown, counts[0] / num_unknown


@MODELS.register_module()
class PseudoLabelLoss(nn.Module):
    """Module form of :func:`pseudo_label_loss`.

    Args:
        positive_threshold (float | Sequence[float]): Probability from which a label is taken as
            present, one number or one per label: a lower one lets a rare label, which is seldom
            predicted with confidence, take part. Defaults to 0.95 (FixMatch).
        negative_threshold (float | Sequence[float]): Probability up to which a label is taken as
            absent, likewise. Defaults to 0.05.
        loss_weight (float): Defaults to 1.0.

    Raises:
        ValueError: Unless 0 <= negative_threshold < positive_threshold <= 1 for each label.
    """

    def __init__(self,
                 positive_threshold: Threshold = 0.95,
                 negative_threshold: Threshold = 0.05,
                 loss_weight: float = 1.0) -> None:
        super().__init__()
        positive = torch.as_tensor(positive_threshold, dtype=torch.float32)
        negative = torch.as_tensor(negative_threshold, dtype=torch.float32)
        if negative.min() < 0 or positive.max() > 1 or (negative >= positive).any():
            raise ValueError('each label needs 0 <= negative_threshold < positive_threshold <= 1, '
                             f'got {negative.tolist()} and {positive.tolist()}')
        # Buffers move with the model: no copy to the GPU in every iteration.
        self.register_buffer('positive_threshold', positive, persistent=False)
        self.register_buffer('negative_threshold', negative, persistent=False)
        self.loss_weight = loss_weight

    def forward(self, weak_logits: Tensor, strong_logits: Tensor,
                labels: Tensor) -> Tuple[Tensor, Tensor]:
        """Weighted loss of logits and label codes ``(N, C)``, and the share of confident ones."""
        loss, confident = pseudo_label_loss(weak_logits, strong_logits, labels,
                                            self.positive_threshold, self.negative_threshold)
        return self.loss_weight * loss, confident
