"""A run in small of everything that a config does."""
import math
from typing import Any, Iterator, Sequence

from mmengine.config import Config
from mmengine.hooks import EMAHook
from mmengine.registry import init_default_scope

from mlcr_mm.datasets.face_dataset import FaceDataset
from mlcr_mm.engine.phases import Phase, PhaseList, check_average_of_views
from mlcr_mm.registered_kind import is_kind
from mlcr_mm.registry import DATASETS, HOOKS

from ..config_nodes import LOADERS

BATCH_SIZE = 6
LABELED_BATCHES, OTHER_BATCHES = 2, 4
SUFFIX = '_fast_dev_run'


def use_fast_dev_run(config: Config) -> None:
    """Cut a config down to every phase, one validation and a few batches each.

    Every phase lasts one epoch over a few batches of a few images; the last one ends with the only
    validation. The work directory is another one, so that nothing of a real run is overwritten.

    Args:
        config (Config): With a work directory; changed in place.
    """
    init_default_scope(config.get('default_scope', 'mmpretrain'))
    config.work_dir = config.work_dir.rstrip('/') + SUFFIX
    for name in LOADERS:
        loader = config.get(name)
        if loader:
            loader.batch_size = min(loader.batch_size, _batch_size(loader))
            loader.num_workers = min(loader.num_workers, 1)
            if not loader.num_workers:
                loader.pop('persistent_workers', None)
            for key, dataset in _face_datasets(loader.dataset):
                batches = LABELED_BATCHES if key == 'labeled' else OTHER_BATCHES
                _take_few(dataset, batches * BATCH_SIZE)
            if (loader.get('batch_sampler') or {}).get('num_batches'):
                loader.batch_sampler.num_batches = OTHER_BATCHES
    phases = []
    if config.train_cfg.get('phases'):
        phases = PhaseList(config.train_cfg.phases, config.train_cfg)  # refuses what a run refuses
    for hook in config.get('custom_hooks') or ():
        _shorten_average(hook, list(phases))
    _shorten(config.train_cfg)
    logger = (config.get('default_hooks') or {}).get('logger')
    if logger:
        logger.interval = 1


def _batch_size(loader: dict) -> int:
    """A small batch with room for both parts of a ratio."""
    ratio = (loader.get('batch_sampler') or {}).get('ratio')
    return max(BATCH_SIZE, math.ceil(sum(ratio) / min(ratio)) if ratio and min(ratio) > 0 else 0)


def _face_datasets(node: Any, key: str = '') -> Iterator:
    """Key and config of every dataset of this package below a node."""
    if isinstance(node, dict):
        if isinstance(node.get('type'), str):
            dataset_class = DATASETS.get(node['type'])
            if isinstance(dataset_class, type) and issubclass(dataset_class, FaceDataset):
                yield key, node
                return
        for name, value in node.items():
            if name != 'pipeline':
                yield from _face_datasets(value, name)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from _face_datasets(value, key)


def _take_few(dataset: dict, count: int) -> None:
    """Few images; where they are drawn, no more than these are."""
    dataset['max_images'] = count
    if 'num_images' in dataset:
        dataset['num_images'] = min(dataset['num_images'], count)


def _shorten_average(hook: dict, phases: Sequence[Phase]) -> None:
    """Let an ``EMAHook`` begin in the same phase as in the real run."""
    if is_kind(hook['type'], HOOKS, EMAHook):
        for phase in phases:
            check_average_of_views(hook.get('begin_epoch', 0), phase)
    if 'begin_epoch' in hook:
        begun = sum(phase.start <= hook['begin_epoch'] for phase in phases)
        hook['begin_epoch'] = max(begun - 1, 0)


def _shorten(train_cfg: dict) -> None:
    """One epoch per phase, and one validation at the end."""
    for name in ('val_begin', 'dynamic_intervals'):
        train_cfg.pop(name, None)
    if 'max_epochs' in train_cfg:
        train_cfg['max_epochs'] = 1
    for name in train_cfg.get('phases', ()):
        phase = train_cfg.get(name, {})
        phase['epochs'] = 1
        if phase.get('ramp'):
            phase['ramp'] = {loss: min(length, 1) for loss, length in phase['ramp'].items()}
        if (phase.get('targets') or {}).get('every'):
            phase['targets']['every'] = 1
    if train_cfg.get('phases'):
        train_cfg['val_interval'] = len(train_cfg['phases'])
