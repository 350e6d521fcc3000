"""What all metrics start from: scores and labels of all images."""
from typing import List, NamedTuple, Optional, Sequence

import numpy as np
from mmengine.evaluator import BaseMetric

from mlcr_mm.not_finite import check_scores


class StackedScores(NamedTuple):
    """The kept arrays of N images.

    Attributes:
        scores (np.ndarray): Probabilities ``(1 + V, N, C)``, first those of the prediction, then
            those of the views, if any.
        uncalibrated (np.ndarray): The same of the logits as they are, without a shift.
        labels (np.ndarray): Label codes ``(N, C)``.
    """

    scores: np.ndarray
    uncalibrated: np.ndarray
    labels: np.ndarray


class ScoreMetric(BaseMetric):
    """Base of the metrics: keeps what a model says of each image, and what is true.

    Subclasses implement ``compute_metrics(results)`` and get the arrays by :meth:`stack`.
    """

    default_prefix = 'mlcr'

    def process(self, data_batch: Sequence[dict], data_samples: Sequence[dict]) -> None:
        """Keep scores and labels of a batch.

        Args:
            data_batch (Sequence[dict]): Not used.
            data_samples (Sequence[dict]): With ``gt_score (C,)``, ``pred_score (C,)`` and, for two
                views, ``view_scores (V, C)``; where the model may be calibrated, the same of the
                logits as they are, ``uncalibrated_score``, ``uncalibrated_view_scores``.

        Raises:
            NotFiniteError: If a score is NaN or infinite.
        """
        self.results += [self.collect(sample) for sample in data_samples]

    def collect(self, sample: dict) -> dict:
        """What is kept of one image."""
        scores = _stack(sample, 'pred_score', 'view_scores')
        raw = _stack(sample, 'uncalibrated_score', 'uncalibrated_view_scores')
        check_scores(scores, sample.get('img_path'))
        return dict(
            scores=scores,
            uncalibrated=scores if raw is None else raw,
            labels=sample['gt_score'].float().cpu().numpy())

    @staticmethod
    def stack(results: List[dict]) -> StackedScores:
        """The kept arrays of all images.

        Args:
            results (list[dict]): Those kept by :meth:`process`.
        """
        return StackedScores(
            *(np.stack([result[name] for result in results], axis=axis)
              for name, axis in (('scores', 1), ('uncalibrated', 1), ('labels', 0))))


def _stack(sample: dict, score: str, view_scores: str) -> Optional[np.ndarray]:
    """Scores of the prediction and of the views, ``(1 + V, C)``; None if the sample has none."""
    if score not in sample:
        return None
    rows = [sample[score], *sample.get(view_scores, ())]
    return np.stack([row.float().cpu().numpy() for row in rows])
