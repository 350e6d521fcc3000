"""The unlabelled part of a training set, for hooks that say something of every image in it."""
from typing import Iterator, NamedTuple, Tuple

from mmengine.dataset import BaseDataset
from mmengine.hooks.hook import DATA_BATCH
from mmengine.runner import BaseLoop, Runner
from mmpretrain.structures import DataSample

from mlcr_mm.datasets import IndexedConcatDataset


class UnlabeledPart(NamedTuple):
    """The second part of an ``IndexedConcatDataset``.

    Attributes:
        dataset (BaseDataset): N images.
        start (int): ``sample_idx`` of its first image.
    """

    dataset: BaseDataset
    start: int

    def samples_of(self, data_batch: DATA_BATCH) -> Iterator[Tuple[int, DataSample]]:
        """Place in 0..N-1 and data sample of each unlabelled image of a batch."""
        for sample in data_batch['data_samples']:
            if sample.sample_idx >= self.start:
                yield sample.sample_idx - self.start, sample


def unlabeled_part(runner: Runner, needed_by: str) -> UnlabeledPart:
    """Find the unlabelled images of the training set.

    Args:
        runner (Runner): With a ``train_dataloader``.
        needed_by (str): Name of the hook, for the error.

    Raises:
        TypeError: If the training set does not consist of a labelled and an unlabelled part.
    """
    dataset = runner.train_dataloader.dataset
    if not isinstance(dataset, IndexedConcatDataset) or len(dataset.datasets) != 2:
        raise TypeError(f"{needed_by} needs train_dataloader.dataset=dict(type="
                        "'IndexedConcatDataset', datasets=[labelled, unlabelled]), got "
                        f'{type(dataset).__name__}')
    return UnlabeledPart(dataset.datasets[1], dataset.part_start(1))


def goes_on(runner: Runner) -> bool:
    """Whether the checkpoint being loaded is resumed by a training, not tested or built upon."""
    return isinstance(runner._train_loop, BaseLoop) and runner._resume
