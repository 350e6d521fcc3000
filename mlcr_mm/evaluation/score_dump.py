"""Writes what a test says of every image to a file."""
from typing import Dict, List

import numpy as np

from .score_metric import ScoreMetric
from .scores import Scores, write_scores


class ScoreDump(ScoreMetric):
    """Writes the scores, labels and names of all images to a file; measures nothing.

    Args:
        path (str): The file, ``*.npz``.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def collect(self, sample: dict) -> dict:
        """Scores, labels and name of one image."""
        # Images that are drawn have a number only.
        name = sample['img_path'] if 'img_path' in sample else sample['sample_idx']
        return dict(image=str(name), **super().collect(sample))

    def compute_metrics(self, results: List[dict]) -> Dict[str, float]:
        """Write the file.

        Args:
            results (list[dict]): Those kept by :meth:`process`.

        Returns:
            dict[str, float]: Empty.
        """
        scores, uncalibrated, labels = self.stack(results)
        write_scores(self.path, Scores(
            images=np.array([result['image'] for result in results]),
            classes=np.array(self.dataset_meta['classes']),
            labels=labels.astype(np.int8),
            scores=scores,
            uncalibrated=uncalibrated))
        return {}
