"""Label codes: the one place that knows what a value of ``gt_score`` means.

Conventions of the whole package: N images, C labels, D features, V = 2 views. ``gt_score`` is a
float vector ``(C,)`` of the codes below; an unlabelled image is one whose labels are all unknown.
"""
from collections import Counter
from typing import Sequence, TypeVar

import numpy as np
import torch

PRESENT = 1
ABSENT = 0
UNKNOWN = -1

#: The 12 AUs of EmotioNet in the paper's order.
EMOTIONET_AUS = ('AU1', 'AU2', 'AU4', 'AU5', 'AU6', 'AU9', 'AU12', 'AU17', 'AU20', 'AU25', 'AU26',
                 'AU43')

#: The 12 AUs of BP4D that the literature reports.
BP4D_AUS = ('AU1', 'AU2', 'AU4', 'AU6', 'AU7', 'AU10', 'AU12', 'AU14', 'AU15', 'AU17', 'AU23',
            'AU24')

#: The 8 AUs of DISFA that the literature reports (of the 12 that are coded).
DISFA_AUS = ('AU1', 'AU2', 'AU4', 'AU6', 'AU9', 'AU12', 'AU25', 'AU26')

#: The AUs coded in UNBC-McMaster, but AU27, which hardly occurs.
UNBC_AUS = ('AU4', 'AU6', 'AU7', 'AU9', 'AU10', 'AU12', 'AU20', 'AU25', 'AU26', 'AU43')

#: The 40 attributes of CelebA in the order of its file.
CELEBA_ATTRIBUTES = (
    '5_o_Clock_Shadow', 'Arched_Eyebrows', 'Attractive', 'Bags_Under_Eyes', 'Bald', 'Bangs',
    'Big_Lips', 'Big_Nose', 'Black_Hair', 'Blond_Hair', 'Blurry', 'Brown_Hair', 'Bushy_Eyebrows',
    'Chubby', 'Double_Chin', 'Eyeglasses', 'Goatee', 'Gray_Hair', 'Heavy_Makeup',
    'High_Cheekbones', 'Male', 'Mouth_Slightly_Open', 'Mustache', 'Narrow_Eyes', 'No_Beard',
    'Oval_Face', 'Pale_Skin', 'Pointy_Nose', 'Receding_Hairline', 'Rosy_Cheeks', 'Sideburns',
    'Smiling', 'Straight_Hair', 'Wavy_Hair', 'Wearing_Earrings', 'Wearing_Hat', 'Wearing_Lipstick',
    'Wearing_Necklace', 'Wearing_Necktie', 'Young')

#: What follows ``f1_`` in the names of metrics: the F1 of a label so called would get lost there.
METRIC_NAMES = ('ensemble', 'uncalibrated', 'view1', 'view2')

Labels = TypeVar('Labels', torch.Tensor, np.ndarray)


def known_mask(labels: Labels) -> Labels:
    """Say which labels are known.

    Args:
        labels (Tensor | np.ndarray): Label codes of any shape: 1 present, 0 absent, -1 unknown.

    Returns:
        Tensor | np.ndarray: Booleans of the same shape, true where the label is 1 or 0.
    """
    return labels != UNKNOWN


def check_class_names(source: str, classes: Sequence[str]) -> None:
    """Refuse labels that are named twice, or called as a metric is.

    Args:
        source (str): Where the names come from, for the error.
        classes (Sequence[str]): Names of labels.

    Raises:
        ValueError: Naming them.
    """
    twice = sorted(name for name, count in Counter(classes).items() if count > 1)
    if twice:
        raise ValueError(f'{source}: the labels {twice} are named twice in `classes`; name each '
                         'once')
    taken = [name for name in classes if name in METRIC_NAMES]
    if taken:
        raise ValueError(f'{source}: the labels {taken} are called as metrics are (mlcr/f1_'
                         f'{taken[0]}); give them another name')


def unknown_labels(num_classes: int) -> np.ndarray:
    """Labels of an unlabelled image.

    Args:
        num_classes (int): C.

    Returns:
        np.ndarray: float32 ``(C,)``, every entry unknown.
    """
    return np.full(num_classes, UNKNOWN, dtype=np.float32)


def label_shares(labels: np.ndarray) -> np.ndarray:
    """Share of positives among the known labels.

    Args:
        labels (np.ndarray): Label codes ``(N, C)``.

    Returns:
        np.ndarray: float64 ``(C,)`` in [0, 1]; NaN for a label of which no value is known.
    """
    count = known_mask(labels).sum(axis=0)
    shares = np.full(labels.shape[1], np.nan)
    return np.divide((labels == PRESENT).sum(axis=0), count, out=shares, where=count > 0)


def is_varied(labels: np.ndarray) -> np.ndarray:
    """Which labels are present in some images and absent in others.

    The others, never or always present where they are known, or never known, say nothing of where
    to decide.

    Args:
        labels (np.ndarray): Label codes ``(N, C)``.

    Returns:
        np.ndarray: bool ``(C,)``.
    """
    shares = label_shares(labels)
    return (shares > 0) & (shares < 1)  # NaN is neither
