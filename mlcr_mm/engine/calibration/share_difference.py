"""Labels that are present in another share of the test images than of the training images."""
from typing import List, NamedTuple, Sequence

import numpy as np

from mlcr_mm.labels import PRESENT, known_mask

#: How much the odds of a label must differ, and by how many standard errors, to be spoken of.
ODDS_RATIO = 2.
STANDARD_ERRORS = 3.


class LabelCounts(NamedTuple):
    """Known labels of a set of images.

    Attributes:
        positive (list[int]): How many are present, ``(C,)``.
        known (list[int]): How many are known, ``(C,)``.
    """

    positive: List[int]
    known: List[int]


def count_labels(labels: np.ndarray) -> LabelCounts:
    """Count label codes ``(M, C)``."""
    return LabelCounts((labels == PRESENT).sum(axis=0).tolist(),
                       known_mask(labels).sum(axis=0).tolist())


def differing_shares(classes: Sequence[str], train: LabelCounts, test: LabelCounts) -> List[str]:
    """Labels whose shares differ by more than chance explains.

    The odds of being present differ by at least :data:`ODDS_RATIO`, and the shares by at least
    :data:`STANDARD_ERRORS` standard errors of the difference of two proportions.

    Args:
        classes (Sequence[str]): Names of the labels.
        train (LabelCounts): Of the labelled training images.
        test (LabelCounts): Of the test images.

    Returns:
        list[str]: E.g. 'AU4 20 % (training 45 %)'. Labels that are not known on one side are left
        out.
    """
    lines = []
    for name, k1, n1, k2, n2 in zip(classes, *train, *test):
        if not n1 or not n2:
            continue
        first, second, pooled = k1 / n1, k2 / n2, (k1 + k2) / (n1 + n2)
        error = (pooled * (1 - pooled) * (1 / n1 + 1 / n2))**.5
        odds = first * (1 - second), second * (1 - first)
        if (max(odds) >= ODDS_RATIO * min(odds) and error
                and abs(first - second) >= STANDARD_ERRORS * error):
            lines.append(f'{name} {100 * second:.0f} % (training {100 * first:.0f} %)')
    return lines
