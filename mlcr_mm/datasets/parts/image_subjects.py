"""The subjects of a dataset's images, also of one of another package."""
import os.path as osp
from typing import List, Optional

import numpy as np
from torch.utils.data import Dataset

from ..wrapped import inner_datasets, leaf_datasets


def image_subjects(dataset: Dataset) -> List[Optional[str]]:
    """Subject of each image; see :meth:`mlcr_mm.datasets.FaceDataset.image_subjects`.

    Args:
        dataset (Dataset): Any, or a wrapper of some, such as ``ConcatDataset``. One without that
            method does not tell them.

    Returns:
        list[str, optional]: N; None where nothing tells it. Of several databases each name has its
        database before it: the same name is another person in another one.
    """
    known = getattr(dataset, 'image_subjects', None)
    if known:
        return known()
    leaves = list(leaf_datasets(dataset)) if inner_datasets(dataset) else []
    owners = [_owner(leaf) for leaf in leaves]
    subjects = [subject if subject is None or len(set(owners)) == 1 else f'{owner}: {subject}'
                for leaf, owner in zip(leaves, owners) for subject in image_subjects(leaf)]
    # A wrapper may repeat images, or leave some out.
    return subjects if len(subjects) == len(dataset) else [None] * len(dataset)


def subject_codes(dataset: Dataset) -> np.ndarray:
    """Number of the subject of each image, to compare and to count by.

    Args:
        dataset (Dataset): See :func:`image_subjects`.

    Returns:
        np.ndarray: int64 ``(N,)``, in the order of the subjects' names; -1 where it is not known.
    """
    subjects = image_subjects(dataset)
    codes = {name: code for code, name in enumerate(sorted(set(subjects) - {None}))}
    return np.array([codes.get(subject, -1) for subject in subjects], np.int64)


def _owner(dataset: Dataset) -> str:
    """Within what a name of a subject means one person; see :func:`check_disjoint`."""
    root = getattr(dataset, 'data_root', '') or getattr(dataset, 'img_prefix', '')
    return getattr(dataset, 'DATABASE', None) or osp.realpath(root)
