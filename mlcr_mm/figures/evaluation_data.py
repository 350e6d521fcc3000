"""The test images of a config."""
from copy import deepcopy
from typing import Optional, Sequence

import numpy as np
from mmengine.config import Config
from mmengine.registry import DefaultScope
from mmengine.runner import Runner
from torch.utils.data import DataLoader, Dataset, Subset

from mlcr_mm.labels import ABSENT, PRESENT
from mlcr_mm.registry import DATASETS


def build_test_dataset(config: Config) -> Dataset:
    """The dataset of ``test_dataloader``.

    Raises:
        ValueError: If the config has none, or the dataset does not name its labels.
    """
    if not config.get('test_dataloader'):
        raise ValueError(f'{config.filename} has no test_dataloader, so no images to look at')
    with DefaultScope.overwrite_default_scope(config.get('default_scope', 'mmpretrain')):
        dataset = DATASETS.build(config.test_dataloader.dataset)
    dataset.full_init()
    if not dataset.metainfo.get('classes'):
        raise ValueError(f'{config.filename}: the test dataset has no label names: set its classes')
    return dataset


def build_test_loader(config: Config, dataset: Dataset,
                      indices: Optional[Sequence[int]] = None) -> DataLoader:
    """The ``test_dataloader`` of a config, once through, in order.

    Args:
        config (Config): With ``test_dataloader``.
        dataset (Dataset): Of :func:`build_test_dataset`.
        indices (Sequence[int], optional): The images to take. Defaults to all.

    Returns:
        DataLoader: Batches of the config's size.
    """
    loader = deepcopy(config.test_dataloader)
    loader.update(
        dataset=dataset if indices is None else Subset(dataset, list(indices)),
        sampler=dict(type='DefaultSampler', shuffle=False, round_up=False),
        batch_sampler=None)
    loader.setdefault('collate_fn', dict(type='default_collate'))
    with DefaultScope.overwrite_default_scope(config.get('default_scope', 'mmpretrain')):
        return Runner.build_dataloader(loader)


def label_index(classes: Sequence[str], name: str) -> int:
    """Place of a label.

    Raises:
        ValueError: If there is no such label.
    """
    if name not in classes:
        raise ValueError(f'there is no label {name!r}; the labels are {", ".join(classes)}')
    return list(classes).index(name)


def choose_images(labels: np.ndarray, count: int, seed: int) -> np.ndarray:
    """Draw images with a label and as many without it, as far as there are.

    Args:
        labels (np.ndarray): Codes 1, 0, -1 of one label, ``(N,)``.
        count (int): How many, >= 1. Where one kind is too rare, more of the other are drawn.
        seed (int): Of the draw.

    Returns:
        np.ndarray: At most ``count`` indices, first those with the label, each part in order.

    Raises:
        ValueError: If the label is not known of any image, or ``count`` is none.
    """
    if count < 1:
        raise ValueError(f'the number of images must be >= 1, got {count}')
    rng = np.random.default_rng(seed)
    present, absent = (rng.permutation(np.flatnonzero(labels == code))
                       for code in (PRESENT, ABSENT))
    if not present.size + absent.size:
        raise ValueError('the label is not known of any image of the test set')
    num_present = min(len(present), max(count - count // 2, count - len(absent)))
    return np.concatenate([np.sort(present[:num_present]),
                           np.sort(absent[:count - num_present])])
