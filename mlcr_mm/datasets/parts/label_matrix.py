"""The labels of a dataset, also of one that wraps others."""

import numpy as np
from torch.utils.data import Dataset

from ..wrapped import leaf_datasets


def label_matrix(dataset: Dataset) -> np.ndarray:
    """Label codes of all images of a dataset, without reading an image.

    Args:
        dataset (Dataset): One of this package, or wrappers such as ``ConcatDataset`` around some.

    Returns:
        np.ndarray: float32 ``(N, C)``.

    Raises:
        TypeError: If a dataset has no ``get_gt_scores()``.
    """
    return np.concatenate([_labels_of(leaf) for leaf in leaf_datasets(dataset)])


def _labels_of(dataset: Dataset) -> np.ndarray:
    if not hasattr(dataset, 'get_gt_scores'):
        raise TypeError(f'{type(dataset).__name__} has no get_gt_scores()')
    return dataset.get_gt_scores()
