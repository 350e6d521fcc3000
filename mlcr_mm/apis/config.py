"""Loading a config with options from the command line."""
from copy import deepcopy
from typing import Any, Dict, Optional

from mmengine.config import Config

from mlcr_mm.shipped import find_config

from .config_checks.batch_augment_check import check_batch_augments, check_place_of_augments
from .config_checks.device_source_check import check_device_views
from .config_checks.option_keys import (
    check_file_keys,
    check_nested_keys,
    check_option_keys,
)
from .config_checks.phase_options import check_phase_options, check_phase_settings
from .config_checks.run_values import check_run_values
from .config_checks.setting_types import check_setting_types
from .options.cache_option import set_cache_dir
from .options.data_roots import set_data_roots
from .options.every_dataset import set_of_every_dataset, set_repeat
from .options.image_size import set_image_size
from .options.left_out_hooks import leave_out_hooks
from .options.num_classes import complete_num_classes
from .options.part_sizes import set_part_sizes


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
    set_data_roots(config, options, path)
    set_of_every_dataset(config, options, path)
    set_repeat(config, options, path)
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
