"""A look at some images before a training begins."""
import logging

from mmengine.logging import print_log
from mmengine.runner import Runner

from mlcr_mm.datasets.face_dataset import FaceDataset
from mlcr_mm.datasets.image_fit import check_first_images
from mlcr_mm.datasets.wrapped import leaf_datasets


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
        for dataset in leaf_datasets(loop.dataloader.dataset):
            if not isinstance(dataset, FaceDataset):
                continue
            for sentence in check_first_images(f'{type(dataset).__name__} ({part})', dataset):
                print_log(sentence, logger='current', level=logging.WARNING)
