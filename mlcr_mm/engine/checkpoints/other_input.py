"""Whether a model is given images as it was in its training."""
import logging
from typing import Any, Dict, Iterator, Optional

from mmengine.config import Config
from mmengine.logging import print_log

from mlcr_mm.datasets.parts.test_part import drawn_size, test_datasets
from mlcr_mm.datasets.transforms import OneWarpAugment
from mlcr_mm.files import read_literal_config
from mlcr_mm.registered_kind import is_kind
from mlcr_mm.registry import TRANSFORMS


def image_size_of(config: Config) -> Optional[int]:
    """Side of the images that the test part of a config gives, in pixels.

    Args:
        config (Config): Of a run. Nothing in it is built.

    Returns:
        int | None: None where no ``OneWarpAugment`` and no set of drawn faces says it, or where
        they say different things.
    """
    sizes = set()
    for dataset in test_datasets(config):
        steps = [step for step in dataset.get('pipeline') or ()
                 if is_kind(step.get('type'), TRANSFORMS, OneWarpAugment)]
        sizes |= {step['size'] for step in steps if step.get('size')} or {drawn_size(dataset)}
    return sizes.pop() or None if len(sizes) == 1 else None


def normalization_of(config: Config) -> Dict[str, Any]:
    """How the model of a config normalises images.

    Args:
        config (Config): With ``model``. Nothing in it is built.

    Returns:
        dict: ``mean`` and ``std`` (lists, or None), ``to_rgb`` (bool).
    """
    given = config.model.get('data_preprocessor') or config.get('data_preprocessor') or {}
    numbers = {key: list(given[key]) if given.get(key) is not None else None
               for key in ('mean', 'std')}
    return dict(numbers, to_rgb=bool(given.get('to_rgb') or given.get('bgr_to_rgb')))


def warn_of_other_input(checkpoint: Dict[str, Any], config: Config, path: str) -> None:
    """Warn where a config gives a model other images than its training did.

    Args:
        checkpoint (dict): With the config of its training, if it has one, in ``meta``.
        config (Config): That it is used with.
        path (str): The checkpoint's file, for the message.
    """
    text = (checkpoint.get('meta') or {}).get('cfg')
    if not text:
        return
    try:
        sentences = list(_differences(read_literal_config(text, path), config))
    except (AttributeError, KeyError, TypeError, ValueError):  # not to be told without running it
        return
    for sentence in sentences:
        print_log(f'{path} was trained {sentence}, or take the config in its work directory',
                  logger='current', level=logging.WARNING)


def _differences(trained: Config, present: Config) -> Iterator[str]:
    sizes = [image_size_of(config) for config in (trained, present)]
    if all(sizes) and sizes[0] != sizes[1]:
        yield (f'for images of {sizes[0]} px, and is given {sizes[1]} px; if that is not meant, '
               f'set image_size={sizes[0]}')
    before, now = (normalization_of(config) for config in (trained, present))
    for key, value in before.items():
        if value != now[key]:
            yield (f'with data_preprocessor.{key}={value}, and is used with {now[key]}; if that is '
                   'not meant, set it as it was')
