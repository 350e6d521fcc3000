"""The scores and labels of all test images, and the file that holds them."""
import zipfile
from pathlib import Path
from typing import NamedTuple, Union

import numpy as np

from mlcr_mm.files import replacing

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
