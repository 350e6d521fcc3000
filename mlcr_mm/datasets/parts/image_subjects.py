"""The subjects of a dataset's images, also of one of another package."""
from typing import List, Optional

import numpy as np
from torch.utils.data import Dataset


def image_subjects(dataset: Dataset) -> List[Optional[str]]:
    """Subject of each image; see :meth:`mlcr_mm.datasets.FaceDataset.image_subjects`.

    Args:
        dataset (Dataset): Any. One without that method does not tell them.

    Returns:
        list[str, optional]: N; None where nothing tells it.
    """
    known = getattr(dataset, 'image_subjects', None)
    return known() if known else [None] * len(dataset)


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
