"""Average precision of many resamples at once."""
import numpy as np

from mlcr_mm.labels import PRESENT, known_mask


def weighted_average_precision(scores: np.ndarray, labels: np.ndarray,
                               weights: np.ndarray) -> np.ndarray:
    """Average precision on the images where a label is known, each counted several times.

    Equal to :func:`sklearn.metrics.average_precision_score` with ``sample_weight``; images are
    sorted once for all resamples.

    Args:
        scores (np.ndarray): ``(V, N, C)``.
        labels (np.ndarray): Label codes ``(N, C)``.
        weights (np.ndarray): float32 ``(b, N)``, whole numbers: how often each image is in each
            resample.

    Returns:
        np.ndarray: ``(b, V, C)`` in percent; NaN where a resample has no positive of a label.
    """
    result = np.empty((len(weights), len(scores), labels.shape[1]))
    columns = np.ascontiguousarray(weights.T)  # (N, b): what is summed up lies apart, not beside
    for label, codes in enumerate(labels.T):
        known = np.flatnonzero(known_mask(codes))
        for view, values in enumerate(scores[:, known, label]):
            order = np.argsort(-values, kind='stable')
            result[:, view, label] = _of_sorted(
                values[order], codes[known][order] == PRESENT, columns[known[order]])
    return result


def _of_sorted(values: np.ndarray, present: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Average precision ``(b,)`` of one label, from the highest score ``(n,)`` to the lowest.

    The mean over the positives of the precision where each is accepted.
    """
    positives = np.flatnonzero(present)  # (P,)
    # Images of one score are accepted together: at the last of them.
    ends = np.flatnonzero(np.append(values[1:] != values[:-1], True))
    accepted_with = ends[np.searchsorted(ends, positives)]
    latest = np.searchsorted(positives, accepted_with, side='right') - 1
    found = weights[positives].cumsum(axis=0)[latest]  # (P, b)
    precision = found / np.maximum(weights.cumsum(axis=0)[accepted_with], 1)
    total = weights[positives].sum(axis=0, dtype=np.float64)
    summed = (weights[positives] * precision).sum(axis=0, dtype=np.float64)
    return np.divide(100. * summed, total,
                     out=np.full(weights.shape[1], np.nan), where=total > 0)
