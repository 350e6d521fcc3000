"""Writes what a test says of every image to a file."""
from typing import Dict, Sequence

import numpy as np

from .score_blocks import Block, join_processes
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

    def collect(self, samples: Sequence[dict]) -> Block:
        """Scores, labels and names of a batch."""
        # Images that are drawn have a number only.
        names = [str(sample['img_path'] if 'img_path' in sample else sample['sample_idx'])
                 for sample in samples]
        return dict(super().collect(samples), images=np.array(names))

    def compute_metrics(self, results: Sequence[Sequence[Block]]) -> Dict[str, float]:
        """Write the file.

        Args:
            results (Sequence[Sequence[Block]]): Blocks by process.

        Returns:
            dict[str, float]: Empty.
        """
        whole = join_processes(results)
        scores, uncalibrated, labels = self.stack(whole)
        write_scores(self.path, Scores(
            images=whole['images'],
            classes=np.array(self.dataset_meta['classes']),
            labels=labels,
            scores=scores,
            uncalibrated=uncalibrated))
        return {}
