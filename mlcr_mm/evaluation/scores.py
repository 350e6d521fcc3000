"""The scores and labels of all test images, and the file that holds them."""
from pathlib import Path
from typing import NamedTuple, Optional, Union

import numpy as np

from mlcr_mm.files import replacing
from mlcr_mm.labels import ABSENT, PRESENT, UNKNOWN

SUFFIX = '.npz'


class Scores(NamedTuple):
    """What a model says about N images, and what is true."""

    images: np.ndarray  # (N,) paths
    classes: np.ndarray  # (C,) names of the labels
    labels: np.ndarray  # (N, C) label codes
    scores: np.ndarray  # (1 + V, N, C) probabilities: the prediction, then the views', if any
    uncalibrated: Optional[np.ndarray] = None  # the same of the logits as they are; None: `scores`

    @property
    def raw(self) -> np.ndarray:
        """np.ndarray: Probabilities of the logits as they are, ``(1 + V, N, C)``."""
        return self.scores if self.uncalibrated is None else self.uncalibrated

    @property
    def test_set(self) -> tuple:
        """tuple: A key that tests on the same images, labels and classes have in common."""
        return self.images.tobytes(), self.labels.tobytes(), tuple(self.classes)


def write_scores(path: Union[str, Path], scores: Scores) -> None:
    """Write a file, which is there completely or not at all."""
    with replacing(path) as temporary, open(temporary, 'wb') as file:
        np.savez_compressed(
            file, **{name: array for name, array in scores._asdict().items() if array is not None})


def read_scores(path: Union[str, Path]) -> Scores:
    """Read a file of :func:`write_scores`.

    Raises:
        ValueError: If it is none.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            # Older files have no uncalibrated scores: nothing was calibrated then.
            scores = Scores(**{name: arrays[name] for name in Scores._fields
                               if name in arrays or name not in Scores._field_defaults})
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
    if not np.isin(scores.labels, [PRESENT, ABSENT, UNKNOWN]).all():
        raise ValueError('labels are no label codes')
    for array in (scores.scores, scores.raw):
        if array.dtype.kind != 'f' or not np.isfinite(array).all():
            raise ValueError('scores are not all numbers')
    if scores.raw.shape != scores.scores.shape:
        raise ValueError(f'there are scores {scores.scores.shape} and uncalibrated ones '
                         f'{scores.raw.shape}')
