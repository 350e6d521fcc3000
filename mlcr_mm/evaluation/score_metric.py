"""What all metrics start from: scores and labels of all images."""
from typing import List, Sequence, Tuple

import numpy as np
from mmengine.evaluator import BaseMetric

from mlcr_mm.not_finite import check_scores


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
                views, ``view_scores (V, C)``.

        Raises:
            NotFiniteError: If a score is NaN or infinite.
        """
        self.results += [self.collect(sample) for sample in data_samples]

    def collect(self, sample: dict) -> dict:
        """What is kept of one image."""
        scores = [sample['pred_score'], *sample.get('view_scores', ())]
        scores = np.stack([score.float().cpu().numpy() for score in scores])
        check_scores(scores, sample.get('img_path'))
        return dict(
            scores=scores,
            labels=sample['gt_score'].float().cpu().numpy())

    @staticmethod
    def stack(results: List[dict]) -> Tuple[np.ndarray, np.ndarray]:
        """The kept arrays of all images.

        Args:
            results (list[dict]): Those kept by :meth:`process`.

        Returns:
            tuple[np.ndarray, np.ndarray]: Probabilities ``(1 + V, N, C)``, first those of the
            prediction, then those of the views, if any; label codes ``(N, C)``.
        """
        return (np.stack([result['scores'] for result in results], axis=1),
                np.stack([result['labels'] for result in results]))
