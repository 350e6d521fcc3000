"""The option that gives every dataset of files a cache of decoded images."""
from typing import Any, Dict

from mmengine.config import Config

from mlcr_mm.datasets.face_dataset import FaceDataset

from ..config_nodes import datasets_of_kind

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
    found = [dataset for kind, dataset in datasets_of_kind(config, FaceDataset) if kind.HAS_FILES]
    if not found:
        raise KeyError(f'no dataset of {path} reads image files; leave the option {CACHE_DIR} out')
    for dataset in found:
        dataset[CACHE_DIR] = value
