"""The labels of a dataset, also of one that wraps others."""
from typing import Iterator

import numpy as np
from torch.utils.data import Dataset


def label_matrix(dataset: Dataset) -> np.ndarray:
    """Label codes of all images of a dataset, without reading an image.

    Args:
        dataset (Dataset): One of this package, or wrappers such as ``ConcatDataset`` around some.

    Returns:
        np.ndarray: float32 ``(N, C)``.

    Raises:
        TypeError: If a dataset has no ``get_gt_scores()``.
    """
    return np.concatenate(list(_parts(dataset)))


def _parts(dataset: Dataset) -> Iterator[np.ndarray]:
    if hasattr(dataset, 'get_gt_scores'):
        yield dataset.get_gt_scores()
        return
    parts = getattr(dataset, 'datasets', None) or [getattr(dataset, 'dataset', None)]
    for part in parts:
        if part is None:
            raise TypeError(f'{type(dataset).__name__} has no get_gt_scores()')
        yield from _parts(part)
