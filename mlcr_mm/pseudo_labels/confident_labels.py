"""The most confident predictions of one view."""
import numpy as np

from mlcr_mm.labels import ABSENT, PRESENT, UNKNOWN


def select_confident(scores: np.ndarray, prior: np.ndarray, share: float) -> np.ndarray:
    """Pseudo-labels of one view: per label, the highest and the lowest scores.

    As Blum and Mitchell (`Combining labeled and unlabeled data with co-training
    <https://doi.org/10.1145/279943.279962>`_, table 1) take the p most confident positives and n
    most confident negatives: here p + n is a share of the images, and p : n is the ratio of the
    label's prior, so that pseudo-labels do not shift it. Only the order of the scores counts: a
    threshold would let views whose loss is balanced call too many images positive.

    Args:
        scores (np.ndarray): Logits or probabilities ``(N, C)``; NaN rows were not predicted and
            get no pseudo-label. Of equal scores, the later image counts as the higher one.
        prior (np.ndarray): ``(C,)``, see :func:`mlcr_mm.labels.label_shares`. A label with NaN
            gets none; a polarity with a prior above 0 gets one image at least.
        share (float): In (0, 1]: labelled images of all predicted ones, per label.

    Returns:
        np.ndarray: Label codes, int8 ``(N, C)``.
    """
    pseudo_labels = np.full(scores.shape, UNKNOWN, dtype=np.int8)
    predicted = np.flatnonzero(np.isfinite(scores).all(axis=1))
    for label in np.flatnonzero(np.isfinite(prior)):
        order = predicted[np.argsort(scores[predicted, label], kind='stable')]
        num_present = _count(share * len(order) * prior[label])
        num_absent = _count(share * len(order) * (1 - prior[label]))
        pseudo_labels[order[:num_absent], label] = ABSENT
        # Where rounding lets both meet in one of very few images, it counts as present.
        pseudo_labels[order[len(order) - min(num_present, len(order)):], label] = PRESENT
    return pseudo_labels


def _count(expected: float) -> int:
    """Nearest whole number, but one at least where anything is expected."""
    return max(int(np.floor(expected + .5)), int(expected > 0))
