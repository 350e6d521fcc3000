"""Where to cut logits so that a label is present as often as among the known labels."""
import numpy as np

from mlcr_mm.labels import label_shares


def share_thresholds(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Per label, the logit above which lies the share of positives among the known labels.

    The thresholds of class-distribution-aware pseudo-labelling (`Xie et al., NeurIPS 2023
    <https://arxiv.org/abs/2305.02795>`_). No label of the images that the logits belong to is
    needed; these images should be of the same kind as the labelled ones.

    Args:
        logits (np.ndarray): ``(N, C)``; rows with NaN are left out.
        labels (np.ndarray): Label codes of the labelled images, ``(M, C)``.

    Returns:
        np.ndarray: ``(C,)``; NaN for a label of which no value is known, and for all labels where
        no row is left.
    """
    shares = label_shares(labels)
    readable = logits[~np.isnan(logits).any(axis=1)]
    if not len(readable):
        return np.full(len(shares), np.nan)
    # Half-way between two logits: where those of learned images leave a wide gap, neither side of
    # it is nearer.
    return np.array([
        np.nan if np.isnan(share) else np.quantile(values, 1 - share, method='midpoint')
        for values, share in zip(readable.T.astype(np.float64), shares)
    ])
