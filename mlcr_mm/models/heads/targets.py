"""What the heads share: labels of a batch and the check of feature widths."""
from typing import List, Tuple, Union

import torch
from mmengine.dist import all_reduce, get_world_size
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.labels import known_mask


def stack_labels(data_samples: List[DataSample]) -> Tensor:
    """Label codes of a batch, ``(N, C)`` float."""
    return torch.stack([sample.gt_score for sample in data_samples]).float()


def count_labeled(labels: Tensor) -> Tensor:
    """Number of images of ``(N, C)`` label codes with a known label, a float scalar for the log."""
    return known_mask(labels).any(dim=1).sum().float()


def share_of_processes(count: int, device: torch.device) -> Union[float, Tensor]:
    """Weight of a mean over ``count`` things of this process, in a mean over those of all.

    The gradients of the processes are averaged: with this weight their mean is the gradient of the
    mean over the joined batch, also where the processes have different numbers.

    Args:
        count (int): Of this process; all processes must call.
        device (torch.device): That of the group of processes.

    Returns:
        float | Tensor: ``count`` over the mean count of all processes; 1 in a single one.
    """
    if get_world_size() == 1:
        return 1.
    mean = torch.tensor(float(count), device=device)
    all_reduce(mean, op='mean')
    return count / mean.clamp(min=1 / get_world_size())


def check_features(feature: Tensor, in_channels: int, key: str) -> Tensor:
    """Refuse features that do not fit a linear classifier, and say what to write.

    Args:
        feature (Tensor): The last feature of a backbone and neck.
        in_channels (int): The width D that the head was built for.
        key (str): The config key to name, e.g. ``model.head.in_channels``.

    Returns:
        Tensor: The feature, ``(N, D)``.

    Raises:
        ValueError: If the feature is no ``(N, D)``.
    """
    shape: Tuple[int, ...] = tuple(feature.shape)
    if feature.dim() != 2:
        raise ValueError(f'the head needs features (N, D), the backbone and neck give {shape}: '
                         "write model.neck=dict(type='GlobalAveragePooling')")
    if shape[1] != in_channels:
        raise ValueError(f'{key} is {in_channels}, but the backbone and neck give features of '
                         f'width {shape[1]}: write {key}={shape[1]}')
    return feature
