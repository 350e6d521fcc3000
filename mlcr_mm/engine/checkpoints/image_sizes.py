"""Whether a model is tested with images of the size that it was trained for."""
import logging
from typing import Any, Dict, Optional

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


def warn_of_other_size(checkpoint: Dict[str, Any], config: Config, path: str) -> None:
    """Warn where a test gives a model other images than its training did.

    Args:
        checkpoint (dict): With the config of its training, if it has one, in ``meta``.
        config (Config): That of the test.
        path (str): The checkpoint's file, for the message.
    """
    text = (checkpoint.get('meta') or {}).get('cfg')
    try:
        trained = text and image_size_of(read_literal_config(text, path))
        tested = image_size_of(config)
    except (AttributeError, KeyError, TypeError, ValueError):  # not to be told without running it
        return
    if trained and tested and trained != tested:
        print_log(f'{path} was trained for images of {trained} px, and is tested with {tested} px; '
                  f'if that is not meant, add --cfg-options image_size={trained}',
                  logger='current', level=logging.WARNING)
