"""Keeps images and subjects of the training out of the tests."""
from itertools import combinations
from typing import Any, Dict, Sequence, Union

from mmengine.hooks import Hook
from mmengine.runner import BaseLoop, Runner
from torch.utils.data import DataLoader, Dataset

from mlcr_mm.datasets import check_disjoint, distinct_parts
from mlcr_mm.registry import DATASETS, HOOKS

from .checkpoints.resume import checkpoint_name
from .checkpoints.training_part import check_not_trained_on

_PARTS = ('val', 'test')


@HOOKS.register_module()
class PartsDisjointHook(Hook):
    """Checks that the images that a model is measured on are none that it learnt from.

    Before training, train, validation and test part have to be disjoint. The test part is looked at
    even though it is not used in training. Validation and test part may be the same data (see
    :func:`mlcr_mm.datasets.distinct_parts`): then no checkpoint should be chosen by it.

    Where a checkpoint is loaded, for a test or to train on from it, the images that it was trained
    on are compared likewise, as far as its config names files that are on this machine.

    Raises:
        ValueError: If two parts share an image or a subject; see
            :func:`mlcr_mm.datasets.check_disjoint`.
    """

    def before_train(self, runner: Runner) -> None:
        """Compare the datasets."""
        self.check(runner, runner.train_dataloader.dataset)

    def after_load_checkpoint(self, runner: Runner, checkpoint: Dict[str, Any]) -> None:
        """Compare the training set of the checkpoint with what it is about to be measured on."""
        self.check_checkpoint(runner, checkpoint, checkpoint_name(runner))

    def check_checkpoint(self, runner: Runner, checkpoint: Dict[str, Any], path: str) -> None:
        """Compare the training set of a checkpoint with the parts of a runner.

        Args:
            runner (Runner): With its parts. Where it does not train, what it will not run over is
                not compared.
            checkpoint (dict): Of a training.
            path (str): Its file, for messages.
        """
        trains = isinstance(runner._train_loop, BaseLoop)
        names = [name for name in _PARTS if trains or isinstance(_loop(runner, name), BaseLoop)]
        check_not_trained_on(checkpoint, path, _datasets(runner, names))

    def check(self, runner: Runner, train: Dataset) -> None:
        """Compare a training set with the validation and test part of a runner.

        Args:
            runner (Runner): With its parts.
            train (Dataset): The training set.
        """
        parts = dict(train=train, **_datasets(runner, _PARTS))
        for (first, one), (second, other) in combinations(parts.items(), 2):
            check_disjoint(one, other, first, second)


def _datasets(runner: Runner, names: Sequence[str]) -> Dict[str, Dataset]:
    """Those of some parts, built; the test part only where it is another one."""
    parts = distinct_parts({name: _config(getattr(runner, f'_{name}_dataloader'))
                            for name in names})
    for name, part in parts.items():
        built = getattr(_loop(runner, name), 'dataloader', None)  # of a loop, and not its config
        if built is not None:
            parts[name] = built.dataset
        elif isinstance(part, dict):
            parts[name] = DATASETS.build(part)
    return parts


def _loop(runner: Runner, name: str) -> Union[BaseLoop, dict, None]:
    return getattr(runner, f'_{name}_loop', None)


def _config(loader: Union[DataLoader, dict, None]) -> Union[Dataset, dict, None]:
    return loader['dataset'] if isinstance(loader, dict) else getattr(loader, 'dataset', None)
