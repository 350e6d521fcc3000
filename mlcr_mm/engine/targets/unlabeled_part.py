"""The unlabelled part of a training set, for those who say something of every image in it."""
import hashlib
import os
from typing import Iterator, NamedTuple, Optional, Tuple

from mmengine.dataset import BaseDataset
from mmengine.hooks.hook import DATA_BATCH
from mmpretrain.structures import DataSample
from torch.utils.data import Dataset

from mlcr_mm.datasets import SemiSupervisedDataset

_DIGITS = 16


class UnlabeledPart(NamedTuple):
    """The second part of a ``SemiSupervisedDataset``.

    Attributes:
        dataset (BaseDataset): N images.
        start (int): ``sample_idx`` of its first image.
    """

    dataset: BaseDataset
    start: int

    def hash_of_names(self) -> Optional[str]:
        """What differs where other images, or the same ones in another order, are unlabelled.

        Returns:
            str | None: None of a dataset of another package, which does not tell its names. The
            folder of the images does not count: it may have moved.
        """
        names = getattr(self.dataset, 'image_names', None)
        if names is None:
            return None
        digest = hashlib.sha256()
        for name in names():
            digest.update(os.fsencode(name) + b'\0')
        return digest.hexdigest()[:_DIGITS]

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
