"""From probabilities to decisions: the one place that knows when a label counts as present."""
import numpy as np

#: Probability from which a label is decided to be present, as in the paper.
THRESHOLD = 0.5


def decide(scores: np.ndarray) -> np.ndarray:
    """Decide which labels are present.

    Metric, tables and figures decide by this function; the heads' ``pred_label`` is made with the
    same threshold.

    Args:
        scores (np.ndarray): Probabilities of any shape, labels last, ``(..., C)``.

    Returns:
        np.ndarray: Booleans of the same shape.
    """
    return scores >= THRESHOLD
