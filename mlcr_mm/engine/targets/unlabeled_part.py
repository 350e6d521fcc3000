"""The unlabelled part of a training set, for those who say something of every image in it."""
from typing import Iterator, NamedTuple, Optional, Tuple

from mmengine.dataset import BaseDataset
from mmengine.hooks.hook import DATA_BATCH
from mmpretrain.structures import DataSample
from torch.utils.data import Dataset

from mlcr_mm.datasets import SemiSupervisedDataset


class UnlabeledPart(NamedTuple):
    """The second part of a ``SemiSupervisedDataset``.

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


def unlabeled_part(dataset: Dataset) -> Optional[UnlabeledPart]:
    """The unlabelled images of a training set; None where it has none, or no such parts."""
    if not isinstance(dataset, SemiSupervisedDataset) or dataset.unlabeled is None:
        return None
    return UnlabeledPart(dataset.unlabeled, dataset.part_start(1))
