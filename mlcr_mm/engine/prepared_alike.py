"""Whether the images of a run are prepared alike where its networks look at them."""
import logging
from typing import Any, Iterator, List

from mmcv.transforms import Compose
from mmengine.logging import print_log
from mmengine.runner import Runner

from mlcr_mm.datasets import dataset_leaves
from mlcr_mm.datasets.parts.test_part import test_dataset
from mlcr_mm.datasets.transforms import network_input
from mlcr_mm.datasets.wrapped import leaf_datasets

_USE = ('predictions and calibration of training images use the pipeline of test_dataloader, which '
        'prepares them otherwise than that of')


def warn_if_prepared_otherwise(runner: Runner) -> None:
    """Warn where a setting was changed in one pipeline alone.

    Nothing is said of a run whose ``test_dataloader`` does not give one pipeline: where it is
    needed, that is an error of those who need it.

    Args:
        runner (Runner): With its loops.
    """
    try:
        plain = test_dataset(runner.cfg)['pipeline']
    except ValueError:
        return
    for sentence in _differences(runner, plain):
        print_log(f'{_USE} {sentence}', logger='current', level=logging.WARNING)


def _differences(runner: Runner, plain: List[Any]) -> Iterator[str]:
    validated = runner.cfg.get('val_dataloader')
    if validated and any(leaf.get('pipeline') != plain
                         for leaf in dataset_leaves(validated.dataset)):
        yield ('val_dataloader: targets and decisions do not fit the images that are validated; '
               'write test_dataloader = val_dataloader into the config, or set both')
    side = network_input(Compose(plain).transforms).side
    trained = [network_input(leaf.pipeline.transforms).side
               for leaf in leaf_datasets(runner.train_loop.dataloader.dataset)
               if hasattr(leaf, 'pipeline')]
    others = [other for other in trained if side and other and other != side]
    if others:
        yield (f'train_dataloader: the networks learn from {others[0]} px and predict at {side} '
               'px; set the size in the pipelines of train, val and test')
