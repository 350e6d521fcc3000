"""Keeps images and subjects of the training out of the tests."""
from itertools import combinations
from typing import Union

from mmengine.hooks import Hook
from mmengine.runner import Runner
from torch.utils.data import DataLoader, Dataset

from mlcr_mm.datasets import check_disjoint, distinct_parts
from mlcr_mm.registry import DATASETS, HOOKS


@HOOKS.register_module()
class PartsDisjointHook(Hook):
    """Checks before training that train, validation and test part are disjoint.

    The test part is looked at even though it is not used in training. Validation and test part may
    be the same data (see :func:`mlcr_mm.datasets.distinct_parts`): then no checkpoint should be
    chosen by it.

    Raises:
        ValueError: If two parts share an image or a subject; see
            :func:`mlcr_mm.datasets.check_disjoint`.
    """

    def before_train(self, runner: Runner) -> None:
        """Compare the datasets."""
        self.check(runner, runner.train_dataloader.dataset)

    def check(self, runner: Runner, train: Dataset) -> None:
        """Compare a training set with the validation and test part of a runner.

        Args:
            runner (Runner): With its parts.
            train (Dataset): The training set.
        """
        parts = distinct_parts(dict(
            train=train,
            val=_dataset(runner._val_dataloader),
            test=_dataset(runner._test_dataloader)))
        built = getattr(runner._val_loop, 'dataloader', None)  # a loop, and not its config
        if 'val' in parts and built is not None:
            parts['val'] = built.dataset
        parts = {name: DATASETS.build(part) if isinstance(part, dict) else part
                 for name, part in parts.items()}
        for (first, one), (second, other) in combinations(parts.items(), 2):
            check_disjoint(one, other, first, second)


def _dataset(loader: Union[DataLoader, dict, None]) -> Union[Dataset, dict, None]:
    return loader['dataset'] if isinstance(loader, dict) else getattr(loader, 'dataset', None)
