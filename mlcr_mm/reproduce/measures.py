"""The numbers that a test gives."""
from typing import Dict, Optional

import numpy as np

from mlcr_mm.evaluation.average_precision import average_precision
from mlcr_mm.evaluation.decision import decide
from mlcr_mm.evaluation.f1 import count_decisions, f1_from_counts
from mlcr_mm.evaluation.scores import Scores

#: Called as :class:`mlcr_mm.evaluation.AUF1Metric` calls them. 'f1' is the F1 of the decisions,
#: 'f1_uncalibrated' that of the logits as they are, both the mean over the views; 'ensemble' is of
#: the mean probability of two networks.
MEASURES = ('f1', 'f1_uncalibrated', 'f1_ensemble', 'map', 'map_ensemble')

#: Those of two networks together.
ENSEMBLE_MEASURES = ('f1_ensemble', 'map_ensemble')


def measured_arrays(scores: Scores, ensemble: Optional[Scores]) -> Dict[str, np.ndarray]:
    """What each measure is computed from.

    Args:
        scores (Scores): Of one test.
        ensemble (Scores, optional): Of two networks; None: there is no second one.

    Returns:
        dict[str, np.ndarray]: ``(V, N, C)``, V = 1 for a prediction: decisions, as booleans, for
        the F1, and scores for the mean average precision.
    """
    networks = slice(1, None) if len(scores.scores) > 1 else slice(1)  # the views, if it has some
    arrays = dict(f1=decide(scores.scores[networks]), f1_uncalibrated=decide(scores.raw[networks]),
                  map=scores.scores[networks])
    if ensemble is not None:
        arrays.update(f1_ensemble=decide(ensemble.scores[:1]), map_ensemble=ensemble.scores[:1])
    return arrays


def per_label(array: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """A measure in percent, the mean over the views.

    Args:
        array (np.ndarray): ``(V, N, C)``, see :func:`measured_arrays`.
        labels (np.ndarray): Label codes ``(N, C)``.

    Returns:
        np.ndarray: ``(C,)``; NaN for a label without a known positive.
    """
    if array.dtype == bool:
        return np.mean([f1_from_counts(count_decisions(view, labels)) for view in array], axis=0)
    return np.mean([average_precision(view, labels) for view in array], axis=0)
