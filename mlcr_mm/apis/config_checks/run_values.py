"""Values of settings that the runner or PyTorch would end in a traceback with."""
import logging
from numbers import Real
from typing import Any, Dict

import torch
from mmengine.config import Config
from mmpretrain.registry import OPTIMIZERS

from mlcr_mm.registered_kind import class_of
from mlcr_mm.whole_numbers import is_whole_number

from ..config_nodes import LOADERS

#: What the runner wants together, all of it or nothing.
_TOGETHER = (('train_dataloader', 'train_cfg', 'optim_wrapper'),
             ('val_dataloader', 'val_cfg', 'val_evaluator'),
             ('test_dataloader', 'test_cfg', 'test_evaluator'))
_LARGEST_SEED = 2**32 - 1
_RATES = ('lr', 'weight_decay', 'momentum', 'eps')
_CLIPPING = ('max_norm', 'norm_type', 'clip_value')


def check_run_values(config: Config, path: str) -> None:
    """Refuse settings of the run as a whole that cannot be.

    Args:
        config (Config): With all options.
        path (str): Where it is from, for messages.

    Raises:
        ValueError: On sizes of batches, numbers of workers, seeds, rates, clipping of gradients and
            levels of the log that are none; or if there is no such optimizer, or it does not take
            what it is given.
    """
    for name in LOADERS:
        _check_loader(config.get(name) or {}, name, path)
    seed = (config.get('randomness') or {}).get('seed')
    if seed is not None and not (is_whole_number(seed, least=0) and seed <= _LARGEST_SEED):
        raise ValueError(f'randomness.seed of {path} must be a whole number in [0, '
                         f'{_LARGEST_SEED}], or None, got {seed!r}')
    level = config.get('log_level')
    if isinstance(level, str) and not isinstance(logging.getLevelName(level), int):
        raise ValueError(f'log_level of {path} is {level!r}; the levels are DEBUG, INFO, WARNING '
                         'and ERROR')
    base = (config.get('auto_scale_lr') or {}).get('base_batch_size')
    if base is not None and not is_whole_number(base):
        raise ValueError(f'auto_scale_lr.base_batch_size of {path} must be a whole number >= 1, '
                         f'got {base!r}')
    if config.get('optim_wrapper'):
        _check_optimizer(config.optim_wrapper, path)


def check_parts_together(config: Config, path: str) -> None:
    """Refuse a part of a run of which something is None, and something is not.

    Args:
        config (Config): Of a run.
        path (str): Where it is from, for the message.

    Raises:
        ValueError: Naming both.
    """
    for names in _TOGETHER:
        given = [name for name in names if config.get(name) is not None]
        none = [name for name in names if name in config and config[name] is None]
        if given and none:
            raise ValueError(f'{none[0]} of {path} is None, and {" and ".join(given)} not: set all '
                             f'of {", ".join(names)} to None to leave this part out, or none')


def _check_loader(loader: Dict[str, Any], name: str, path: str) -> None:
    for key, least in (('batch_size', 1), ('num_workers', 0)):
        if key in loader and not is_whole_number(loader[key], least):
            raise ValueError(f'{name}.{key} of {path} must be a whole number >= {least}, got '
                             f'{loader[key]!r}')
    if loader.get('batch_sampler') and (loader.get('drop_last') or loader.get('shuffle')):
        key = 'drop_last' if loader.get('drop_last') else 'shuffle'
        raise ValueError(f'{name}.{key} of {path} has no meaning beside {name}.batch_sampler, '
                         'which makes the batches: leave it out')


def _check_optimizer(wrapper: Dict[str, Any], path: str) -> None:
    optimizer = wrapper.get('optimizer')
    if 'optimizer' in wrapper and not optimizer:
        raise ValueError(f'optim_wrapper.optimizer of {path} is {optimizer!r}: write e.g. '
                         "dict(type='AdamW', lr=1e-3)")
    kind = optimizer.get('type') if isinstance(optimizer, dict) else None
    if isinstance(kind, str) and class_of(kind, OPTIMIZERS) is None:
        raise ValueError(f'optim_wrapper.optimizer.type of {path} is {kind!r}, and there is no '
                         'such optimizer; PyTorch has AdamW, SGD and others')
    numbers = {f'clip_grad.{key}': (wrapper.get('clip_grad') or {}).get(key) for key in _CLIPPING}
    if isinstance(optimizer, dict):
        numbers.update({f'optimizer.{key}': optimizer.get(key) for key in _RATES})
    for key, value in numbers.items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, Real)):
            raise ValueError(f'optim_wrapper.{key} of {path} must be a number, got {value!r}')
    if isinstance(kind, str) and 'constructor' not in wrapper:
        _try_optimizer(optimizer, path)


def _try_optimizer(optimizer: Dict[str, Any], path: str) -> None:
    """Let the optimizer say what it does not take, before data are read."""
    parameter = torch.nn.Parameter(torch.zeros(1))
    try:
        OPTIMIZERS.build(dict(optimizer, params=[parameter]))
    except (TypeError, ValueError, AssertionError) as error:
        remedy = ('; in a config, dict(_delete_=True, type=...) leaves out what was there before'
                  if 'unexpected keyword' in str(error) else '')
        raise ValueError(f'optim_wrapper.optimizer of {path} is {dict(optimizer)}, which cannot be '
                         f'built: {error}{remedy}') from error
