"""The images that a checkpoint was trained on, to keep them out of its tests."""
import logging
from typing import Any, Dict, Mapping, Optional

from mmengine.config import Config
from mmengine.logging import print_log
from torch.utils.data import ConcatDataset, Dataset

from mlcr_mm.datasets import DemoFaces, check_disjoint, dataset_leaves
from mlcr_mm.datasets.face_dataset import FaceDataset
from mlcr_mm.datasets.wrapped import nested_configs
from mlcr_mm.files import is_component_name
from mlcr_mm.registered_kind import is_kind
from mlcr_mm.registry import DATASETS

from .training_configs import NOT_KNOWN, training_configs

_ON_PURPOSE = ('to look at them all the same, add --cfg-options '
               'default_hooks.parts_disjoint=None')
_OWN = 'mlcr_mm.'


def check_not_trained_on(checkpoint: Dict[str, Any], path: str,
                         parts: Mapping[str, Dataset]) -> None:
    """Refuse to measure a model on images, or of persons, that it was trained on.

    Args:
        checkpoint (dict): See :func:`training_configs`.
        path (str): Its file, for messages.
        parts (Mapping[str, Dataset]): 'val' or 'test' to what it is to be measured on.

    Raises:
        ValueError: If a training set and a part share an image or a subject.
    """
    for file, config in training_configs(checkpoint, path) if parts else ():
        train = training_part(config, file)
        for name, part in parts.items() if train is not None else ():
            try:
                check_disjoint(train, part, f'training (of checkpoint {file})', name)
            except ValueError as error:
                raise ValueError(f'{error}; {_ON_PURPOSE}') from None


def training_part(config: Config, path: str) -> Optional[ConcatDataset]:
    """Build the training set of a config that a checkpoint carries, without transforms.

    The training may have run on another machine, with files that this one has not. Then the log
    warns that its images are not compared.

    Args:
        config (Config): Read as data; nothing in it is imported.
        path (str): File of the checkpoint, for the log.

    Returns:
        ConcatDataset | None: Of the datasets of this package; None where it names none, or none
        that can be read here. Of drawn faces the first one, which tells the others.
    """
    try:
        dataset = (config.get('train_dataloader') or {}).get('dataset')
        if not dataset:
            return None
        for node in nested_configs(dataset):
            kind = node.get('type')
            if not is_component_name(kind) and not str(kind).startswith(_OWN):
                raise ValueError(f'it names {kind!r}, and nothing is imported for a checkpoint')
        parts = [DATASETS.build(_without_images(leaf)) for leaf in dataset_leaves(dataset)
                 if is_kind(leaf['type'], DATASETS, FaceDataset)]
        return ConcatDataset(parts) if parts else None
    except (AttributeError, KeyError, OSError, TypeError, ValueError) as error:
        print_log(NOT_KNOWN.format(path, error), logger='current', level=logging.WARNING)
        return None


def _without_images(leaf: Mapping[str, Any]) -> Dict[str, Any]:
    """A dataset that only tells names and subjects."""
    config = {**leaf, 'pipeline': [], 'lazy_init': False, 'cache_dir': None}
    if is_kind(leaf['type'], DATASETS, DemoFaces):
        # A set of drawn faces begins as every other one of its split and seed.
        config.update(num_images=1, indices=None, max_images=None)
    return config
