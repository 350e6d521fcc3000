"""Keeps images and subjects of the training out of the tests."""
from typing import Union

from mmengine.hooks import Hook
from mmengine.runner import Runner
from torch.utils.data import DataLoader, Dataset

from mlcr_mm.datasets import check_disjoint
from mlcr_mm.registry import DATASETS, HOOKS


@HOOKS.register_module()
class PartsDisjointHook(Hook):
    """Checks before training that train, validation and test part are disjoint.

    The test part is looked at even though it is not used in training. Validation and test part may
    be the same dataset: then no checkpoint should be chosen by it.

    Raises:
        ValueError: If two parts share an image or a subject; see
            :func:`mlcr_mm.datasets.check_disjoint`.
    """

    def before_train(self, runner: Runner) -> None:
        """Compare the datasets."""
        parts = dict(train=runner.train_dataloader.dataset)
        loaders = []
        for name in ('val', 'test'):
            loader = getattr(runner, f'_{name}_dataloader')
            if loader is None or loader in loaders:
                continue
            loaders.append(loader)
            used = name == 'val' and runner.val_loop is not None
            parts[name] = _dataset(runner.val_loop.dataloader if used else loader)
        names = list(parts)
        for number, first in enumerate(names):
            for second in names[number + 1:]:
                check_disjoint(parts[first], parts[second], first, second)


def _dataset(loader: Union[DataLoader, dict]) -> Dataset:
    dataset = loader['dataset'] if isinstance(loader, dict) else loader.dataset
    return DATASETS.build(dataset) if isinstance(dataset, dict) else dataset
