"""All dicts of a config, however deep."""
from typing import Any, Iterator, Tuple

from mmengine.config import Config

from mlcr_mm.registered_kind import class_of
from mlcr_mm.registry import DATASETS

LOADERS = ('train_dataloader', 'val_dataloader', 'test_dataloader')


def dicts_below(node: Any) -> Iterator[dict]:
    """The dict itself, and every dict in it or in a list of it.

    Args:
        node (Any): Of a config.

    Yields:
        dict: From the outside to the inside.
    """
    if isinstance(node, dict):
        yield node
    children = node.values() if isinstance(node, dict) else (
        node if isinstance(node, (list, tuple)) else ())
    for child in children:
        yield from dicts_below(child)


def datasets_of_kind(config: Config, kind: type) -> Iterator[Tuple[type, dict]]:
    """The datasets of all loaders that are of a class or of one that inherits it.

    Args:
        config (Config): Of a run.
        kind (type): The class.

    Yields:
        tuple[type, dict]: The class of a dataset, and its config.
    """
    for node in dicts_below([config.get(loader) for loader in LOADERS]):
        found = class_of(node.get('type'), DATASETS)
        if found is not None and issubclass(found, kind):
            yield found, node
