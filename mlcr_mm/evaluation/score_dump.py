"""A file with the scores and labels of all test images."""
import os
from pathlib import Path
from typing import Dict, List, NamedTuple, Sequence, Union

import numpy as np

from mlcr_mm.labels import check_label_codes

from .au_f1_metric import AUF1Metric

SUFFIX = '.npz'


class Scores(NamedTuple):
    """What a model says about N images, and what is true."""

    images: np.ndarray  # (N,) paths
    classes: np.ndarray  # (C,) names of the labels
    labels: np.ndarray  # (N, C) label codes
    scores: np.ndarray  # (1 + V, N, C) probabilities: the prediction, then the views', if any

    @property
    def test_set(self) -> tuple:
        """tuple: A key that tests on the same images, labels and classes have in common."""
        return self.images.tobytes(), self.labels.tobytes(), tuple(self.classes)


def write_scores(path: Union[str, Path], scores: Scores) -> None:
    """Write a file, which is there completely or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f'{SUFFIX}.part')
    with open(temporary, 'wb') as file:
        np.savez_compressed(file, **scores._asdict())
    os.replace(temporary, path)


def read_scores(path: Union[str, Path]) -> Scores:
    """Read a file of :func:`write_scores`.

    Raises:
        ValueError: If it is none.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            scores = Scores(**{name: arrays[name] for name in Scores._fields})
        _check(scores)
        return scores
    except FileNotFoundError:
        raise
    except Exception as error:  # damaged archives fail in ways that no list of types covers
        raise ValueError(f'{path} is no file of tools/test.py --out FILE{SUFFIX} ({error}); delete '
                         'it and test again') from error


def _check(scores: Scores) -> None:
    """Refuse arrays that are not those of N images and C labels."""
    shape = (len(scores.images), len(scores.classes))
    is_text = scores.images.dtype.kind == scores.classes.dtype.kind == 'U'
    if (not is_text or scores.images.ndim != 1 or scores.classes.ndim != 1 or
            scores.labels.shape != shape or scores.scores.shape[1:] != shape):
        raise ValueError(f'labels {scores.labels.shape} and scores {scores.scores.shape} do not '
                         f'fit {shape[0]} images and {shape[1]} labels')
    check_label_codes(scores.labels, 'labels')
    if scores.scores.dtype.kind != 'f' or not np.isfinite(scores.scores).all():
        raise ValueError('scores are not all numbers')


class ScoreDump(AUF1Metric):
    """Writes the scores, labels and names of all images to a file; measures nothing.

    Args:
        path (str): The file, ``*.npz``.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def process(self, data_batch: Sequence[dict], data_samples: Sequence[dict]) -> None:
        """Keep scores, labels and names of a batch, see :meth:`AUF1Metric.process`."""
        super().process(data_batch, data_samples)
        for result, sample in zip(self.results[-len(data_samples):], data_samples):
            # Images that are drawn have a number only.
            result['image'] = str(sample['img_path'] if 'img_path' in sample else
                                  sample['sample_idx'])

    def compute_metrics(self, results: List[dict]) -> Dict[str, float]:
        """Write the file.

        Args:
            results (list[dict]): Those kept by :meth:`process`.

        Returns:
            dict[str, float]: Empty.
        """
        write_scores(self.path, Scores(
            images=np.array([result['image'] for result in results]),
            classes=np.array(self.dataset_meta['classes']),
            labels=np.stack([result['labels'] for result in results]).astype(np.int8),
            scores=np.stack([result['scores'] for result in results], axis=1)))
        return {}
