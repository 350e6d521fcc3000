"""The ensemble of two networks, from tests."""
from typing import Optional

import numpy as np

from mlcr_mm.evaluation.scores import Scores

from .evaluation import check_same_images


def ensemble_of(scores: Scores, partner: Optional[Scores], who: str) -> Optional[Scores]:
    """The mean of the probabilities of two networks.

    Those of two views, or of one network and another one that was trained apart: what a second
    network gives without any help of the first, the measure of what two views that learn from each
    other add.

    Args:
        scores (Scores): Of one test.
        partner (Scores, optional): Of the test of another network; not read if the first has views.
        who (str): What was tested, for the error.

    Returns:
        Scores | None: A prediction without views, ``(1, N, C)``; None without a second network.

    Raises:
        ValueError: If the two were tested on different images.
    """
    if len(scores.scores) > 1:
        return scores._replace(scores=scores.scores[:1], uncalibrated=scores.raw[:1])
    if partner is None:
        return None
    check_same_images(f'{who} and the other half of its ensemble', partner, scores)
    mean, raw = (np.mean([one[0], other[0]], axis=0, dtype=np.float32)[None]
                 for one, other in ((scores.scores, partner.scores), (scores.raw, partner.raw)))
    return scores._replace(scores=mean, uncalibrated=raw)
