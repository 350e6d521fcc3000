"""A file with the scores and labels of all test images."""
import zipfile
from pathlib import Path
from typing import Dict, List, NamedTuple, Union

import numpy as np

from mlcr_mm.files import replacing

from .score_metric import ScoreMetric

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
    with replacing(path) as temporary, open(temporary, 'wb') as file:
        np.savez_compressed(file, **scores._asdict())


def read_scores(path: Union[str, Path]) -> Scores:
    """Read a file of :func:`write_scores`.

    Raises:
        ValueError: If it is none.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return Scores(**{name: arrays[name] for name in Scores._fields})
    except (KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(f'{path} is no file of tools/test.py --out FILE{SUFFIX} ({error}); delete '
                         'it and test again') from error


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
        scores, labels = self.stack(results)
        write_scores(self.path, Scores(
            images=np.array([result['image'] for result in results]),
            classes=np.array(self.dataset_meta['classes']),
            labels=labels.astype(np.int8),
            scores=scores))
        return {}
