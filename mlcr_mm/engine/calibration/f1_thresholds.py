"""Where to cut logits so that the F1 on labelled images is greatest."""
import numpy as np

from mlcr_mm.labels import PRESENT, known_mask


def f1_thresholds(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Per label, the threshold that maximises the F1 on the images where the label is known.

    Half-way between the logits on its two sides. Of several the highest one.

    Args:
        logits (np.ndarray): ``(M, C)``; rows with NaN are left out.
        labels (np.ndarray): Label codes of the same images, ``(M, C)``.

    Returns:
        np.ndarray: ``(C,)``; NaN for a label without a known positive.
    """
    readable = ~np.isnan(logits).any(axis=1)
    return np.array([
        _best_threshold(values[known], codes[known] == PRESENT)
        for values, codes, known in zip(logits[readable].T.astype(np.float64), labels[readable].T,
                                        known_mask(labels[readable]).T)
    ])


def _best_threshold(logits: np.ndarray, present: np.ndarray) -> float:
    """The threshold of one label with logits and truth ``(n,)``."""
    if not present.any():
        return np.nan
    order = np.argsort(-logits)
    logits, present = logits[order], present[order]
    lower = np.append(logits[1:], logits[-1])  # the next one, which is the first to be refused
    number = np.arange(1, len(logits) + 1)  # of accepted images
    f1 = 2 * present.cumsum() / (number + present.sum())
    f1[:-1][logits[:-1] == lower[:-1]] = -1  # no threshold lies between equal logits
    best = int(np.argmax(f1))
    return float((logits[best] + lower[best]) / 2)
