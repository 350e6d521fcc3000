"""All dicts of a config, however deep."""
import inspect
from typing import Any, Iterator, List, Mapping, Tuple

from mmengine.config import Config
from mmengine.runner import Runner

from mlcr_mm.registered_kind import class_of
from mlcr_mm.registry import DATASETS

#: The loaders of a run.
LOADERS = ('train_dataloader', 'val_dataloader', 'test_dataloader')
# What mmengine, mmpretrain and our tools read beside the arguments of the Runner.
READ_BESIDE_RUNNER = frozenset((
    'activation_checkpointing', 'auto_scale_lr', 'compile', 'custom_imports', 'data_preprocessor',
    'efficient_conv_bn_eval', 'find_unused_parameters', 'model_wrapper_cfg', 'runner_type',
    'strategy', 'sync_bn', 'tta_model', 'tta_pipeline'))
READ = READ_BESIDE_RUNNER | set(inspect.signature(Runner).parameters) - {'cfg'}


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


def read_nodes(config: Mapping) -> Iterator[Tuple[List[str], Any]]:
    """Everything below what the runner reads, with its path.

    Args:
        config (Mapping): A config.

    Yields:
        tuple[list[str], Any]: The words of a dotted key, and what is there.
    """
    todo = [([word], config[word]) for word in reversed(list(config)) if word in READ]
    while todo:
        path, node = todo.pop()
        yield path, node
        items = (node.items() if isinstance(node, Mapping) else
                 enumerate(node) if isinstance(node, (list, tuple)) else ())
        todo += reversed([([*path, str(name)], value) for name, value in items])
