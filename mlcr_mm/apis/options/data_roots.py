"""The options that say where the data are."""
from typing import Any, Dict

from mmengine.config import Config

from ..config_nodes import LOADERS, dicts_below

#: How the folder of a dataset is called; of several, the ends of their names.
ROOT = 'data_root'


def set_data_roots(config: Config, options: Dict[str, Any], path: str) -> None:
    """Take ``data_root``, and the options whose names end so, out and follow them.

    mmengine reads such a variable where the file uses it, so that setting it afterwards would have
    no effect on the datasets. Here every dataset that has the old value gets the new one.

    Args:
        config (Config): Is changed.
        options (dict): Dotted key to value; these are removed.
        path (str): Where the config is from, for messages.

    Raises:
        KeyError: If the config has no such variable, or no dataset its value.
    """
    for name in [key for key in options if key.endswith(ROOT) and '.' not in key]:
        if name not in config:
            roots = [key for key in config if key.endswith(ROOT)]
            raise KeyError(f'{path} has no {name}; ' + (
                f'its data roots are {roots}' if roots else
                'no dataset of it reads its images from a folder: leave the option out'))
        old, new = config[name], options.pop(name)
        if not _replace_root({key: value for key, value in config._cfg_dict.items() if key != name},
                             old, new) and any('dataset' in (config.get(key) or ())
                                               for key in LOADERS):
            raise KeyError(f'no dataset of {path} has {name}={old!r}, which {name} would replace: '
                           'write the folder into the config, or name the dataset, e.g. '
                           f'train_dataloader.dataset.labeled.data_root={new}')
        config[name] = new


def _replace_root(config: Dict[str, Any], old: str, new: str) -> bool:
    """Set every ``*data_root`` that is ``old`` to ``new``; say if any is."""
    found = False
    for node in dicts_below(config):
        for key, value in node.items():
            if key.endswith(ROOT) and value == old:
                node[key] = new
                found = True
    return found
