"""The images and labels that a model is calibrated on."""
from typing import NamedTuple

import numpy as np
from torch.utils.data import Dataset

from mlcr_mm.datasets.parts import label_matrix

from ..targets import unlabeled_part


class CalibrationImages(NamedTuple):
    """Parts of a training set.

    Attributes:
        dataset (Dataset): Whose images the networks look at.
        labels (np.ndarray): Label codes ``(M, C)`` of the labelled images and, where the networks
            look at the unlabelled ones, of those that are told of these too.
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
    images, part = labeled, 'labelled training images'
    labels = label_matrix(labeled)
    if use_unlabeled and unlabeled is not None:
        images, part = unlabeled.dataset, 'unlabelled training images'
        if hasattr(images, 'get_gt_scores'):
            # Of a fully labelled training set the share is known of the very images that are
            # looked at; that of a few hundred labels is off by some points, and confident logits
            # have to move far for them.
            labels = np.concatenate([labels, label_matrix(images)])
    if not hasattr(images, 'pipeline'):
        raise TypeError(f'{type(images).__name__} has no pipeline')
    return CalibrationImages(images, labels, part)
