"""The trainings that a checkpoint comes from."""
import logging
import os
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

from mmengine.config import Config
from mmengine.logging import print_log

from mlcr_mm.files import (
    load_checkpoint_safely,
    read_literal_config,
    trained_checkpoint,
    values_of,
)

#: Key in the metadata of a checkpoint: the config whose images :func:`calibrate_checkpoint` took.
CALIBRATION_CONFIG = 'calibration_cfg'
NOT_KNOWN = ('whether {} was trained on images that are looked at now is not known, since its '
             'training set cannot be read here: {}')


def training_configs(checkpoint: Dict[str, Any], path: str,
                     seen: Optional[Set[str]] = None) -> Iterator[Tuple[str, Config]]:
    """The config of a training, and those of the trainings whose weights it began with.

    Args:
        checkpoint (dict): With the config of its training in ``meta``. Nothing in it is run.
        path (str): Its file.
        seen (set[str], optional): Files that were gone through. Defaults to None: none.

    Yields:
        tuple[str, Config]: File of a checkpoint, and a config whose training set has shaped it. The
        log warns where one cannot be read.
    """
    seen = {os.path.realpath(path)} if seen is None else seen
    meta = checkpoint.get('meta') or {}
    for text in filter(None, (meta.get('cfg'), meta.get(CALIBRATION_CONFIG))):
        try:
            config = read_literal_config(text, path)
        except ValueError as error:
            print_log(NOT_KNOWN.format(path, error), logger='current', level=logging.WARNING)
            continue
        yield path, config
        for name in weight_files(config):
            try:
                file = trained_checkpoint(name)
                if os.path.realpath(file) in seen:
                    continue
                seen.add(os.path.realpath(file))
                content = load_checkpoint_safely(file)
            except (OSError, ValueError) as error:
                print_log(NOT_KNOWN.format(name, error), logger='current', level=logging.WARNING)
                continue
            yield from training_configs(content, file, seen)


def weight_files(config: Config) -> List[str]:
    """The files and work directories whose weights a training begins with.

    Args:
        config (Config): Of a training.

    Returns:
        list[str]: ``load_from``, the views of MLCT, and ``init_cfg.checkpoint`` of parts of the
        model; without addresses.
    """
    train_cfg = config.get('train_cfg') or {}
    views = train_cfg.get('view_checkpoints') or ()
    names = [config.get('load_from'), *views, *values_of(config.get('model'), ('checkpoint', ))]
    return [name for name in names if isinstance(name, str) and '://' not in name]
