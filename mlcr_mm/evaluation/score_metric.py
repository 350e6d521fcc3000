"""What all metrics start from: scores and labels of all images."""
from typing import Any, Iterator, NamedTuple, Sequence

import numpy as np
import torch
from mmengine.dist import get_dist_info
from mmengine.evaluator import BaseMetric

from mlcr_mm.not_finite import check_scores

from .score_blocks import Block, first_images, join_blocks

_BATCHES = 64  # that become one block


class StackedScores(NamedTuple):
    """The kept arrays of N images.

    Attributes:
        scores (np.ndarray): Probabilities ``(1 + V, N, C)``, first those of the prediction, then
            those of the views, if any.
        uncalibrated (np.ndarray): The same of the logits as they are, without a shift.
        labels (np.ndarray): Label codes, int8 ``(N, C)``.
    """

    scores: np.ndarray
    uncalibrated: np.ndarray
    labels: np.ndarray


class ScoreMetric(BaseMetric):
    """Base of the metrics: keeps what a model says of each image, and what is true.

    A batch is kept as arrays, and many batches become one block, so that a million images are a
    few hundred objects. Subclasses implement ``compute_metrics(results)``, where ``results`` are
    the lists of blocks of each process.
    """

    default_prefix = 'mlcr'

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._num_blocks = 0  # at the beginning of self.results; batches follow

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
        self.results.append(self.collect(data_samples))
        if len(self.results) == self._num_blocks + _BATCHES:
            self.results[self._num_blocks:] = [join_blocks(self.results[self._num_blocks:])]
            self._num_blocks += 1

    def collect(self, samples: Sequence[dict]) -> Block:
        """What is kept of a batch: ``scores (1 + V, C, n)``, ``labels (C, n)``; see :attr:`Block`.

        ``uncalibrated`` is there if the samples have such scores.
        """
        block = dict(scores=_scores(samples, 'pred_score', 'view_scores'))
        if 'uncalibrated_score' in samples[0]:
            block['uncalibrated'] = _scores(
                samples, 'uncalibrated_score', 'uncalibrated_view_scores')
        if not np.isfinite(block['scores']).all():
            for image, sample in enumerate(samples):
                check_scores(block['scores'][..., image], sample.get('img_path'))
        return dict(block, labels=_rows(samples, 'gt_score').T.astype(np.int8))

    def evaluate(self, size: int) -> dict:
        """Gather what the processes kept, and compute the metrics.

        Args:
            size (int): Number of images of the whole set. Processes that were given some twice, to
                have equally many, leave out the last ones.

        Returns:
            dict: The metrics, with the prefix.
        """
        rank, num_processes = get_dist_info()
        # Process r had the images r, r + P, r + 2 P and so on.
        own = len(range(rank, size, num_processes))
        self.results = [list(first_images(self.results, own))] if self.results else []
        self._num_blocks = 0
        return super().evaluate(num_processes)  # one entry per process

    @staticmethod
    def stack(whole: Block) -> StackedScores:
        """The scores and labels of a block."""
        scores = whole['scores'].swapaxes(1, 2)
        raw = whole.get('uncalibrated')
        return StackedScores(scores, scores if raw is None else raw.swapaxes(1, 2),
                             whole['labels'].T)

    @staticmethod
    def stack_by_label(results: Sequence[Sequence[Block]]) -> Iterator[StackedScores]:
        """The kept arrays of one label after the other, each with ``C = 1``.

        All at once would take the memory twice. The order of the images is the same for all arrays,
        not always that of the dataset.

        Args:
            results (Sequence[Sequence[Block]]): Blocks by process.
        """
        blocks = [block for own in results for block in own]
        for label in range(len(blocks[0]['labels'])):
            yield ScoreMetric.stack(join_blocks([
                {name: array[..., label:label + 1, :] for name, array in block.items()}
                for block in blocks]))


def _rows(samples: Sequence[dict], name: str) -> np.ndarray:
    """One array of the rows of all samples, float32 ``(n, ...)``."""
    return torch.stack([sample[name] for sample in samples]).float().cpu().numpy()


def _scores(samples: Sequence[dict], score: str, view_scores: str) -> np.ndarray:
    """Scores of the prediction and of the views, ``(1 + V, C, n)``."""
    rows = _rows(samples, score)[:, None]  # (n, 1, C)
    if view_scores in samples[0] and len(samples[0][view_scores]):
        rows = np.concatenate([rows, _rows(samples, view_scores)], axis=1)
    return rows.transpose(1, 2, 0)
