"""Batches of which some images have labels, some have targets, and some have neither, mixed."""
import copy
from typing import List, Sequence, Tuple, Union

import torch
from mmpretrain.models.utils.batch_augments import RandomBatchAugment
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.labels import known_mask

Inputs = Union[Tensor, List[Tensor]]
_LABELS, _TARGETS, _HARD_TARGETS = 'gt_score', 'previous_logits', 'pseudo_labels'
_SURE = 1e-6  # as mean_probability_logits: no logit is infinite


def mixed_samples(augments: RandomBatchAugment, inputs: Inputs,
                  samples: Sequence[DataSample]) -> Tuple[Inputs, List[DataSample]]:
    """Mix the images of a batch, and labels with targets.

    Images with labels or targets (see :class:`mlcr_mm.engine.MeanOfViews`) are mixed with one
    another, as in MixMatch (`Berthelot et al., NeurIPS 2019 <https://arxiv.org/abs/1905.02249>`_):
    a target stands for a label. Those with neither are mixed among themselves. A mixture belongs to
    the losses of the image that it is more of; views of an image are mixed alike.

    Args:
        augments (RandomBatchAugment): Called for either kind, with its images, views one after
            another, ``(n, V * 3, H, W)``, and their labels or target probabilities, ``(n, C)``.
        inputs (Tensor | list[Tensor]): ``(N, 3, H, W)``, or such a batch per view.
        samples (Sequence[DataSample]): With ``gt_score (C,)``.

    Returns:
        tuple: Inputs and samples as they came in; the given samples are left as they are.

    Raises:
        ValueError: If images carry pseudo-labels, which are not mixed.
    """
    if any(_HARD_TARGETS in sample for sample in samples):
        raise ValueError('data_preprocessor.batch_augments mixes images but not their '
                         'pseudo-labels: remove it for this method')
    views = [inputs] if isinstance(inputs, Tensor) else list(inputs)
    joined = torch.cat(views, dim=1)
    has_target = torch.tensor([_TARGETS in sample for sample in samples])
    scores = torch.stack([sample.get(_LABELS) for sample in samples]).float()
    if has_target.any():
        logits = torch.stack([sample.get(_TARGETS) for sample in samples if _TARGETS in sample])
        scores[has_target.to(scores.device)] = logits.to(scores).sigmoid()
    images, labels = torch.empty_like(joined), torch.empty_like(scores)
    informed = known_mask(scores).any(dim=1)
    for rows in (informed, ~informed):
        if rows.any():
            images[rows], labels[rows] = augments(joined[rows], scores[rows])
    mixed = [copy.copy(sample) for sample in samples]
    for sample, score, own in zip(mixed, labels, scores):
        if _TARGETS in sample:
            # What the labelled image of a mixture does not know stays as the target has it.
            target = torch.where(known_mask(score), score, own)
            sample.set_field(target.clamp(_SURE, 1 - _SURE).logit(), _TARGETS)
        else:
            sample.set_field(score, _LABELS)
    parts = list(images.split([view.shape[1] for view in views], dim=1))
    return (parts[0] if isinstance(inputs, Tensor) else parts), mixed
