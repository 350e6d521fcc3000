"""What the views before a restart pass on: one logit per unlabelled image and label."""
import numpy as np

from mlcr_mm.labels import is_varied

from .share_thresholds import share_thresholds


def mean_probability_logits(logits: np.ndarray) -> np.ndarray:
    """Logits of the mean probability of the views.

    Args:
        logits (np.ndarray): Of the views, ``(V, N, C)``.

    Returns:
        np.ndarray: float32 ``(N, C)``, within +-13.8 (a probability of 1e-6).
    """
    from scipy.special import expit, logit  # slow to import, and few runs make targets

    mean = expit(logits.astype(np.float64)).mean(axis=0)
    return logit(mean.clip(1e-6, 1 - 1e-6)).astype(np.float32)


def match_label_shares(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Move the logits of each label so that it is present as often as among known labels.

    By :func:`share_thresholds`, as a shift: the share of logits above 0 becomes the share of
    positives, while the order of the images and the differences between their logits stay.

    Args:
        logits (np.ndarray): ``(N, C)``; rows with NaN are left out of the shares.
        labels (np.ndarray): Label codes of the labelled images, ``(M, C)``.

    Returns:
        np.ndarray: float32 ``(N, C)``. A label that is never or always present where it is known,
        or never known, is left as it is: it says nothing of where to cut.
    """
    thresholds = np.where(is_varied(labels), share_thresholds(logits, labels), 0.)
    return (logits - np.nan_to_num(thresholds)).astype(np.float32)
