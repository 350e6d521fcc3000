"""The option that gives every dataset of files a cache of decoded images."""
from typing import Any, Dict, Iterator

from mmengine.config import Config

from mlcr_mm.datasets.face_dataset import FaceDataset
from mlcr_mm.registry import DATASETS

#: The option, and the argument of the datasets.
CACHE_DIR = 'cache_dir'


def set_cache_dir(config: Config, options: Dict[str, Any], path: str) -> None:
    """Take the option ``cache_dir`` out and follow it.

    Args:
        config (Config): Is changed.
        options (dict): Dotted key to value; this one is removed.
        path (str): Where the config is from, for the message.

    Raises:
        KeyError: If no dataset of the config reads image files.
    """
    if CACHE_DIR not in options:
        return
    value = options.pop(CACHE_DIR)
    found = [dataset for loader in ('train', 'val', 'test')
             for dataset in _datasets_of_files(config.get(f'{loader}_dataloader') or {})]
    if not found:
        raise KeyError(f'no dataset of {path} reads image files; leave the option {CACHE_DIR} out')
    for dataset in found:
        dataset[CACHE_DIR] = value


def _datasets_of_files(node: Any) -> Iterator[dict]:
    if isinstance(node, dict):
        kind = node.get('type')
        kind = DATASETS.get(kind) if isinstance(kind, str) else kind
        if isinstance(kind, type) and issubclass(kind, FaceDataset) and kind.HAS_FILES:
            yield node
    children = node.values() if isinstance(node, dict) else (
        node if isinstance(node, (list, tuple)) else ())
    for child in children:
        yield from _datasets_of_files(child)
