"""The images and labels that a model is calibrated on."""
from typing import NamedTuple

import numpy as np
from torch.utils.data import Dataset

from mlcr_mm.datasets.label_matrix import label_matrix

from ..targets import unlabeled_part


class CalibrationImages(NamedTuple):
    """Parts of a training set.

    Attributes:
        dataset (Dataset): Whose images the networks look at.
        labels (np.ndarray): Label codes of the labelled images, ``(M, C)``.
        part (str): What ``dataset`` is, for the log.
    """

    dataset: Dataset
    labels: np.ndarray
    part: str


def calibration_images(dataset: Dataset, use_unlabeled: bool) -> CalibrationImages:
    """The images to calibrate on.

    Args:
        dataset (Dataset): The training set.
        use_unlabeled (bool): Whether the unlabelled images are looked at, where there are some;
            else the labelled ones.

    Raises:
        TypeError: If its labels cannot be read, or its images not without augmentation.
    """
    unlabeled = unlabeled_part(dataset)
    labeled = getattr(dataset, 'labeled', dataset)
    labels = label_matrix(labeled)
    images, part = labeled, 'labelled training images'
    if use_unlabeled and unlabeled is not None:
        images, part = unlabeled.dataset, 'unlabelled training images'
    if not hasattr(images, 'pipeline'):
        raise TypeError(f'{type(images).__name__} has no pipeline')
    return CalibrationImages(images, labels, part)
