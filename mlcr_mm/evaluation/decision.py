"""From probabilities to decisions: the one place that knows where the line is."""
from typing import TypeVar

import numpy as np
import torch

#: A label is decided to be present from this probability on.
DECISION_PROBABILITY = 0.5

Scores = TypeVar('Scores', torch.Tensor, np.ndarray)


def decide(scores: Scores, thr: float = DECISION_PROBABILITY) -> Scores:
    """Decide which labels are present.

    A model that is to decide at other probabilities shifts its logits, so that what it says and
    what is decided never contradict each other.

    Args:
        scores (Tensor | np.ndarray): Probabilities of any shape.
        thr (float): Probability from which a label is present. Defaults to 0.5.

    Returns:
        Tensor | np.ndarray: Booleans of the same shape.
    """
    return scores >= thr
