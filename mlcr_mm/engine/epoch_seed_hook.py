"""Random numbers that depend on the seed and the epoch alone."""
import random

import numpy as np
import torch
from mmengine.dist import get_rank
from mmengine.hooks import Hook
from mmengine.registry import FUNCTIONS
from mmengine.runner import Runner

from mlcr_mm.registry import HOOKS
from mlcr_mm.seeding import derive_seed

# Above any number that a source of the batch sampler has.
_OTHER_RANKS = 2**16


def _seed_everything(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


@HOOKS.register_module()
class EpochSeedHook(Hook):
    """Seeds all random numbers at the start of each epoch.

    mmengine stores no random states in its checkpoints. With this hook there is nothing to store: a
    run that is killed and resumed draws the same numbers as one that was not. Together with
    ``worker_init_fn=dict(type='seed_worker_by_epoch')`` and ``persistent_workers=False`` in the
    training loader that holds for the augmentations too.
    """

    priority = 'VERY_HIGH'

    def before_train_epoch(self, runner: Runner) -> None:
        """Seed from the run's seed, the epoch and, but for the first one, the process."""
        rank = get_rank()
        others = [_OTHER_RANKS + rank] if rank else []
        _seed_everything(derive_seed(runner.seed, runner.epoch, *others))


@FUNCTIONS.register_module()
def seed_worker_by_epoch(worker_id: int) -> None:
    """Seed a loader worker; for ``worker_init_fn`` of a training loader.

    PyTorch derives the initial seed of a worker from the main process, which :class:`EpochSeedHook`
    seeds, each process of distributed training by itself: a worker that is spawned cannot ask for
    the rank. mmengine's default would give the workers the same augmentations in every epoch.

    Args:
        worker_id (int): Number of the worker; its initial seed depends on it already.
    """
    # The second number keeps the augmentations of runs from before the ranks were seeded apart.
    _seed_everything(derive_seed(torch.initial_seed(), 0))
