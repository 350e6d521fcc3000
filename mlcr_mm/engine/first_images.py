"""A look at some images before a training begins."""
import logging
from typing import Any, Iterator, Tuple

from mmengine.logging import print_log
from mmengine.runner import Runner

from mlcr_mm.datasets.face_dataset import FaceDataset
from mlcr_mm.datasets.image_fit import check_first_images


def check_first_images_of_run(runner: Runner) -> None:
    """Warn where the images of a part are not as the pipeline takes them.

    Args:
        runner (Runner): With its loops.

    Raises:
        ValueError: If a crop cannot be cut from them.
    """
    loops = (('training', runner.train_loop), ('validation', runner.val_loop))
    for part, loop in loops:
        if loop is None:
            continue
        for name, dataset in _leaves(part, loop.dataloader.dataset):
            for sentence in check_first_images(name, dataset):
                print_log(sentence, logger='current', level=logging.WARNING)


def _leaves(part: str, dataset: Any) -> Iterator[Tuple[str, FaceDataset]]:
    """The datasets below wrappers, each with a name for people."""
    for child in getattr(dataset, 'datasets', None) or [getattr(dataset, 'dataset', None)]:
        if child is not None:
            yield from _leaves(part, child)
    if isinstance(dataset, FaceDataset):
        yield f'{type(dataset).__name__} ({part})', dataset
