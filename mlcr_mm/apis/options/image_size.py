"""The option that trains and tests at another image size."""
from typing import Any, Dict, Iterator, Tuple

from mmengine.config import Config

from mlcr_mm.datasets import DemoFaces
from mlcr_mm.datasets.transforms import OneWarpAugment
from mlcr_mm.datasets.wrapped import leaf_configs
from mlcr_mm.registered_kind import is_kind
from mlcr_mm.registry import DATASETS, TRANSFORMS
from mlcr_mm.whole_numbers import is_whole_number

from ..config_nodes import LOADERS, datasets_of_kind, dicts_below

#: The option.
IMAGE_SIZE = 'image_size'


def set_image_size(config: Config, options: Dict[str, Any], path: str) -> None:
    """Take the option ``image_size`` out and follow it.

    Every ``OneWarpAugment`` gives images of this size, and what it resizes them to before the crop
    changes likewise. Drawn faces are drawn in this size.

    Args:
        config (Config): Is changed.
        options (dict): Dotted key to value; this one is removed.
        path (str): Where the config is from, for the message.

    Raises:
        KeyError: If a pipeline has no ``OneWarpAugment`` that gives images a size.
        ValueError: If the size is none, or an image would be cut smaller in place of being made
            smaller.
    """
    if IMAGE_SIZE not in options:
        return
    size = options.pop(IMAGE_SIZE)
    if not is_whole_number(size):
        raise ValueError(f'{IMAGE_SIZE} must be a whole number >= 1, got {size!r}')
    for _, dataset in datasets_of_kind(config, DemoFaces):
        dataset.image_size = size
    for place, owner in _owners_of_pipelines(config):
        steps = [step for step in dicts_below(owner['pipeline'])
                 if step.get('size') and is_kind(step.get('type'), TRANSFORMS, OneWarpAugment)]
        is_drawn = all(is_kind(leaf.get('type'), DATASETS, DemoFaces)
                       for leaf in leaf_configs(owner))
        if not steps and not is_drawn:
            raise KeyError(f'{place} of {path} has no OneWarpAugment with a size, which the option '
                           f'{IMAGE_SIZE} would change: write the sizes into the pipeline')
        for step in steps:
            _change(step, size, f'{place} of {path}')


def _owners_of_pipelines(config: Config) -> Iterator[Tuple[str, Dict[str, Any]]]:
    """Every dataset with a pipeline, and where that is."""
    for loader in LOADERS:
        for node in dicts_below(config.get(loader)):
            if node.get('pipeline'):
                yield f'{loader}: the pipeline', node


def _change(step: dict, size: int, place: str) -> None:
    if not step.get('resize') and not step.get('crop_area') and size != step['size']:
        raise ValueError(f"{place} cuts {step['size']} px out of images as they are, and would cut "
                         f'{size} px out of them: write resize into its OneWarpAugment, too')
    factor = size / step['size']
    step.update({key: round(step[key] * factor) for key in ('resize', 'device_source')
                 if step.get(key)}, size=size)
