"""Loading a config with options from the command line."""
from typing import Any, Dict, Optional

from mmengine.config import Config

ROOT_SUFFIX = 'data_root'


def load_config(path: str, options: Optional[Dict[str, Any]] = None) -> Config:
    """Load a config file and merge options into it.

    mmengine reads ``data_root`` where the file uses it, so that setting it afterwards has no effect
    on the datasets. Here an option whose name ends in ``data_root`` also replaces the old value in
    every dataset.

    Args:
        path (str): The config file.
        options (dict, optional): Dotted key to value, as ``--cfg-options`` gives them.

    Returns:
        Config: The merged config.

    Raises:
        KeyError: If an option sets a data root that the config does not have.
    """
    config = Config.fromfile(path)
    options = dict(options or {})
    for name in [key for key in options if key.endswith(ROOT_SUFFIX) and '.' not in key]:
        if name not in config:
            raise KeyError(f'{path} has no {name}; its data roots are '
                           f'{[key for key in config if key.endswith(ROOT_SUFFIX)]}')
        _replace_root(config._cfg_dict, config[name], options.pop(name))
    config.merge_from_dict(options)
    return config


def _replace_root(node: Any, old: str, new: str) -> None:
    """Set every ``*data_root`` below ``node`` that is ``old`` to ``new``."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith(ROOT_SUFFIX) and value == old:
                node[key] = new
            else:
                _replace_root(value, old, new)
    elif isinstance(node, (list, tuple)):
        for item in node:
            _replace_root(item, old, new)
