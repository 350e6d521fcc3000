"""The images that a checkpoint was trained on, to keep them out of its tests."""
import logging
from typing import Any, Dict, Mapping, Optional

from mmengine.logging import print_log
from torch.utils.data import ConcatDataset, Dataset

from mlcr_mm.datasets import check_disjoint, dataset_leaves
from mlcr_mm.datasets.face_dataset import FaceDataset
from mlcr_mm.datasets.wrapped import nested_configs
from mlcr_mm.files import is_component_name, read_literal_config
from mlcr_mm.registered_kind import is_kind
from mlcr_mm.registry import DATASETS

_ON_PURPOSE = ('to look at them all the same, add --cfg-options '
               'default_hooks.parts_disjoint=None')


def check_not_trained_on(checkpoint: Dict[str, Any], path: str,
                         parts: Mapping[str, Dataset]) -> None:
    """Refuse to measure a model on images, or of persons, that it was trained on.

    Args:
        checkpoint (dict): See :func:`training_part`.
        path (str): Its file, for messages.
        parts (Mapping[str, Dataset]): 'val' or 'test' to what it is to be measured on.

    Raises:
        ValueError: If the training set of the checkpoint and a part share an image or a subject.
    """
    train = training_part(checkpoint, path) if parts else None
    for name, part in parts.items() if train is not None else ():
        try:
            check_disjoint(train, part, f'training (of checkpoint {path})', name)
        except ValueError as error:
            raise ValueError(f'{error}; {_ON_PURPOSE}') from None


def training_part(checkpoint: Dict[str, Any], path: str) -> Optional[ConcatDataset]:
    """Build the training set that a checkpoint names in its config, without transforms.

    The training may have run on another machine, with files that this one has not. Then the log
    says that its images are not compared.

    Args:
        checkpoint (dict): With the config of its training in ``meta``. Nothing in it is run.
        path (str): Its file, for the log.

    Returns:
        ConcatDataset | None: Of the datasets of this package; None where it names none, or none
        that can be read here.
    """
    text = (checkpoint.get('meta') or {}).get('cfg')
    try:
        loader = text and read_literal_config(text, path).get('train_dataloader')
        dataset = (loader or {}).get('dataset')
        if not dataset or not all(is_component_name(node.get('type'))
                                  for node in nested_configs(dataset)):
            return None
        parts = [DATASETS.build({**leaf, 'pipeline': [], 'lazy_init': False, 'cache_dir': None})
                 for leaf in dataset_leaves(dataset)
                 if is_kind(leaf['type'], DATASETS, FaceDataset)]
        return ConcatDataset(parts) if parts else None
    except (AttributeError, KeyError, OSError, TypeError, ValueError) as error:
        print_log(f'whether {path} was trained on images that are looked at now is not known, '
                  f'since its training set cannot be read here: {error}', logger='current',
                  level=logging.INFO)
        return None
