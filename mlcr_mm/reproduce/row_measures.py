"""What a test says of a row of a table."""
from typing import Dict

import numpy as np

from mlcr_mm.evaluation.average_precision import average_precision
from mlcr_mm.evaluation.decision import decide
from mlcr_mm.evaluation.f1 import count_decisions, f1_from_counts
from mlcr_mm.evaluation.scores import Scores


def row_scores(scores: np.ndarray, ensemble: bool) -> np.ndarray:
    """Probabilities that a row is judged by.

    Args:
        scores (np.ndarray): Of one test, ``(1 + V, N, C)``.
        ensemble (bool): Those of the model's prediction (for two views the mean of their
            probabilities); else those of each view, if it has views.

    Returns:
        np.ndarray: ``(V, N, C)``, V = 1 for a prediction.
    """
    prediction, views = scores[:1], scores[1:]
    return prediction if ensemble or not len(views) else views


def row_decisions(scores: Scores, ensemble: bool) -> np.ndarray:
    """Decisions that a row is judged by, booleans ``(V, N, C)``; see :func:`row_scores`."""
    return decide(row_scores(scores.scores, ensemble))


def f1_by_label(scores: Scores, ensemble: bool) -> Dict[str, float]:
    """F1 in percent, the mean over the views, of the labels that have a known positive."""
    f1 = _mean_f1(row_decisions(scores, ensemble), scores.labels)
    return {str(name): float(value) for name, value in zip(scores.classes, f1)
            if np.isfinite(value)}


def measures(scores: Scores, ensemble: bool) -> Dict[str, float]:
    """The other averages of a test, see :class:`RowResult`."""
    precision = [average_precision(view, scores.labels)
                 for view in row_scores(scores.scores, ensemble)]
    raw = _mean_f1(decide(row_scores(scores.raw, ensemble)), scores.labels)
    return dict(uncalibrated=float(np.nanmean(raw)), map=float(np.nanmean(precision)))


def _mean_f1(decisions: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """F1 per label ``(C,)``, the mean over the views."""
    return np.mean([f1_from_counts(count_decisions(view, labels)) for view in decisions], axis=0)
