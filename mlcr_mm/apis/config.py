"""Loading a config with options from the command line."""
import re
from copy import deepcopy
from typing import Any, Callable, Dict, List, Optional

from mmengine.config import Config

from mlcr_mm.shipped import find_config

from .batch_augment_check import check_batch_augments, check_place_of_augments
from .cache_option import set_cache_dir
from .config_nodes import LOADERS
from .device_source_check import check_device_views
from .image_size import set_image_size
from .left_out_hooks import leave_out_hooks
from .num_classes import complete_num_classes
from .option_keys import (
    OF_EVERY_DATASET,
    ROOT,
    check_file_keys,
    check_nested_keys,
    check_option_keys,
)
from .part_sizes import set_part_sizes
from .phase_options import check_phase_options, check_phase_settings
from .run_values import check_run_values
from .setting_types import check_setting_types

_SPLIT_FOLDER = re.compile(r'^splits/(repeat\d+/)?')


def load_config(path: str, options: Optional[Dict[str, Any]] = None) -> Config:
    """Load a config file and merge options into it.

    mmengine reads ``data_root`` where the file uses it, so that setting it afterwards has no effect
    on the datasets. Here some options reach every dataset of the config:

    - ``data_root``, or another one whose name ends so: replaces the old value.
    - ``fold=2``: the fold of every dataset that has one.
    - ``images_per_subject=10``: of every set of drawn faces.
    - ``repeat=2``: image lists ``splits/<part>.txt`` become those of the second draw of
      ``tools/make_splits.py``, ``splits/repeat2/<part>.txt``.
    - ``labeled_images=100``, ``unlabeled_images=10000``: the size of a part of the training set.
    - ``image_size=128``: sides of what the networks see, in pixels.
    - ``cache_dir=DIR``: where every dataset of image files keeps them decoded.

    A head without ``num_classes`` gets the number of labels of the labelled dataset. A hook that is
    None is left out.

    Args:
        path (str): The config file, or the name of one that comes with the package.
        options (dict, optional): Dotted key to value, as ``--cfg-options`` gives them.

    Returns:
        Config: The merged config.

    Raises:
        FileNotFoundError: If there is no such config.
        KeyError: If one of these options finds nothing to set in the config, or nothing reads
            another one, or something that the file sets.
        OSError, ValueError: If the labels of the dataset are needed and cannot be read, or the
            model cannot make the views of its images.
    """
    config = read_config(path)
    check_place_of_augments(config)
    check_file_keys(config, path)
    options = dict(options or {})
    _set_data_roots(config, options, path)
    _set_of_every_dataset(config, options, path)
    _set_repeat(config, options, path)
    set_part_sizes(config, options, path)
    set_image_size(config, options, path)
    set_cache_dir(config, options, path)
    check_option_keys(config, options, path)
    before = deepcopy(config._cfg_dict) if options else {}
    try:
        config.merge_from_dict(options)
    except (KeyError, TypeError, AssertionError) as error:
        raise ValueError(f'the options {options} cannot be merged into {path}: {error}') from error
    check_place_of_augments(config)
    check_nested_keys(before, config._cfg_dict, options)
    check_setting_types(config, path)
    check_run_values(config, path)
    check_phase_options(config, options, path)
    check_phase_settings(config, path)
    leave_out_hooks(config)
    complete_num_classes(config)
    check_device_views(config)
    check_batch_augments(config)
    return config


def read_config(path: str) -> Config:
    """Read a config file.

    Args:
        path (str): See :func:`load_config`.

    Returns:
        Config: Of the file and what it inherits.

    Raises:
        FileNotFoundError: If there is no such config.
        ValueError: If the file cannot be read as a config.
    """
    file = find_config(path)
    try:
        return Config.fromfile(file)
    except Exception as error:  # the file is a program: it can fail in every way
        raise ValueError(f'config {path} cannot be read: {type(error).__name__}: '
                         f'{" ".join(str(error).split())}') from error


def _set_data_roots(config: Config, options: Dict[str, Any], path: str) -> None:
    """Carry out ``data_root`` and those whose names end so."""
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


def _set_of_every_dataset(config: Config, options: Dict[str, Any], path: str) -> None:
    """Carry out what every dataset takes that has it."""
    for name in sorted(OF_EVERY_DATASET & set(options)):
        value = options.pop(name)
        if not _replace_values(config._cfg_dict, name, lambda old, value=value: value):
            raise KeyError(f'{path} has no dataset with {name}; leave the option {name} out')


def _set_repeat(config: Config, options: Dict[str, Any], path: str) -> None:
    """Carry out ``repeat``."""
    if 'repeat' not in options:
        return
    folder = f"splits/repeat{options.pop('repeat')}/"
    lists: List[str] = []

    def of_repeat(old: Optional[str]) -> Optional[str]:
        lists.extend([old] if old and _SPLIT_FOLDER.match(old) else [])
        return old and _SPLIT_FOLDER.sub(folder, old)

    _replace_values(config._cfg_dict, 'image_list', of_repeat)
    if not lists:
        raise KeyError(f'{path} has no dataset whose image_list begins with splits/; leave the '
                       'option repeat out')


def _replace_root(node: Any, old: str, new: str) -> bool:
    """Set every ``*data_root`` below ``node`` that is ``old`` to ``new``; say if any is."""
    found = False
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith(ROOT) and value == old:
                node[key] = new
                found = True
            else:
                found |= _replace_root(value, old, new)
    elif isinstance(node, (list, tuple)):
        for item in node:
            found |= _replace_root(item, old, new)
    return found


def _replace_values(node: Any, name: str, function: Callable[[Any], Any]) -> bool:
    """Apply a function to every value below ``node`` that is called ``name``; say if any is."""
    found = False
    if isinstance(node, dict):
        for key, value in node.items():
            if key == name:
                node[key] = function(value)
                found = True
            else:
                found |= _replace_values(value, name, function)
    elif isinstance(node, (list, tuple)):
        for item in node:
            found |= _replace_values(item, name, function)
    return found
