"""From probabilities to decisions: the one place that knows when a label counts as present."""
from typing import TypeVar

import numpy as np
import torch

#: Probability from which a label is decided to be present, as in the paper.
DECISION_PROBABILITY = 0.5

Scores = TypeVar('Scores', torch.Tensor, np.ndarray)


def decide(scores: Scores) -> Scores:
    """Decide which labels are present.

    Metric, tables and figures decide by this function; the heads' ``pred_label`` is made with the
    same probability. There is no option for another one: a model that is to decide at other
    probabilities shifts its logits, so that what it says and what is decided agree.

    Args:
        scores (Tensor | np.ndarray): Probabilities of any shape.

    Returns:
        Tensor | np.ndarray: Booleans of the same shape.
    """
    return scores >= DECISION_PROBABILITY
