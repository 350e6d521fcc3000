"""Batches of labelled and unlabelled images."""
import logging
import math
from typing import Iterator, List, Optional, Sequence, Tuple

import torch
from mmengine.dist import get_dist_info
from mmengine.logging import print_log
from torch.utils.data import ConcatDataset, Sampler

from mlcr_mm.registry import DATA_SAMPLERS
from mlcr_mm.seeding import derive_seed

SCHEDULE = 'mixed_then_labeled'


@DATA_SAMPLERS.register_module()
class MixedBatchSampler(Sampler):
    """Batch sampler over a labelled and an unlabelled part, in this order.

    Two ways to mix:

    - ``schedule='mixed_then_labeled'``, the paper's epoch (section 4.1.2): a shuffled pass over all
      images, then a shuffled pass over the labelled ones only. No batch holds images of both
      passes. The images of a pass are spread evenly over its batches: no batch is a remainder of
      one or two images, whose step would be as large as that of a hundred. Without an unlabelled
      part it is one pass.
    - ``ratio=(a, b)``: every batch has ``a : b`` labelled and unlabelled images. The epoch ends
      when each image of either source has been seen; the source that runs out first starts over in
      a new order, and so does the other one to fill the last batch.

    While :attr:`draw_unlabeled` is False (phases with ``unlabeled=False`` set it) the unlabelled
    images are left out: an epoch has as many batches as ever, with ``ratio`` the labelled share of
    each, with ``schedule`` whole ones.

    The order depends on the seed and the epoch alone, with one generator per source. In distributed
    training, ``batch_size`` is that of a process: the processes split each joined batch in
    consecutive shares, and all have the same number of batches. Where a pass does not divide by the
    number of processes, at most that number minus one images are seen twice.

    Args:
        sampler (Sampler): Gives the dataset, the seed and the epoch. The runner hands over the one
            that is configured, and ``DistSamplerSeedHook`` calls its ``set_epoch``.
        batch_size (int): Images per batch and process, at most; handed over by the runner.
        schedule (str, optional): 'mixed_then_labeled' or None. Defaults to None, which takes it
            unless ``ratio`` is given.
        ratio (Sequence[int], optional): Parts labelled and unlabelled of each batch.

    Attributes:
        draw_unlabeled (bool): Whether unlabelled images are drawn. True at first.

    Raises:
        ValueError: If the arguments or the dataset do not fit.
    """

    def __init__(self,
                 sampler: Sampler,
                 batch_size: int,
                 schedule: Optional[str] = None,
                 ratio: Optional[Sequence[int]] = None) -> None:
        dataset = getattr(sampler, 'dataset', None)
        if not isinstance(dataset, ConcatDataset) or len(dataset.datasets) not in (1, 2):
            raise ValueError("MixedBatchSampler needs dataset=dict(type='SemiSupervisedDataset', "
                             'labeled=..., unlabeled=...) and a sampler over it, got '
                             f'{type(dataset).__name__}')
        if schedule is None and ratio is None:
            schedule = SCHEDULE
        if (schedule is None) == (ratio is None) or schedule not in (None, SCHEDULE):
            raise ValueError(f'give either schedule={SCHEDULE!r} or ratio=(labelled, unlabelled), '
                             f'got schedule={schedule!r}, ratio={ratio}')
        self.sampler = sampler
        self.batch_size = batch_size
        self.num_labeled, self.num_unlabeled = [*map(len, dataset.datasets), 0][:2]
        if ratio is not None and not self.num_unlabeled:
            raise ValueError(f'ratio={tuple(ratio)} needs unlabelled images, and the dataset has '
                             f'none: write schedule={SCHEDULE!r}')
        self.rank, self.world_size = get_dist_info()
        self.shares = None if ratio is None else self._split_batch(ratio)
        self.draw_unlabeled = True
        print_log(self._describe(), logger='current', level=logging.INFO)

    def _split_batch(self, ratio: Sequence[int]) -> Tuple[int, int]:
        """Labelled and unlabelled images of each batch."""
        if len(ratio) != 2 or min(ratio) <= 0:
            raise ValueError(f'ratio must be two numbers > 0 (labelled, unlabelled), got {ratio}')
        labeled = round(self.batch_size * ratio[0] / sum(ratio))
        if not 0 < labeled < self.batch_size:
            raise ValueError(f'with batch_size={self.batch_size}, ratio={tuple(ratio)} leaves no '
                             'place for one of the sources; enlarge the batch')
        return labeled, self.batch_size - labeled

    def _describe(self) -> str:
        if self.shares:
            what = f'{self.shares[0]} labelled + {self.shares[1]} unlabelled images each'
        elif self.num_unlabeled:
            labeled = self._num_batches(self.num_labeled)
            what = f'{len(self) - labeled} over all images, then {labeled} over the labelled'
        else:
            what = 'a pass over the images'
        return (f'MixedBatchSampler: {self.num_labeled} labelled and {self.num_unlabeled} '
                f'unlabelled images; an epoch is {len(self)} batches: {what}')

    def _num_batches(self, num_images: int, share: Optional[int] = None) -> int:
        return math.ceil(num_images / ((share or self.batch_size) * self.world_size))

    def __len__(self) -> int:
        """Batches of this process in an epoch."""
        if self.shares:
            return max(
                self._num_batches(self.num_labeled, self.shares[0]),
                self._num_batches(self.num_unlabeled, self.shares[1]))
        passes = [self.num_labeled] if not self.num_unlabeled else [
            self.num_labeled + self.num_unlabeled, self.num_labeled]
        return sum(map(self._num_batches, passes))

    def __iter__(self) -> Iterator[List[int]]:
        """The batches of this process in the sampler's current epoch, as lists of indices."""
        labeled, unlabeled = (self._generator(source) for source in range(2))
        if self.shares or not self.draw_unlabeled and self.num_unlabeled:
            size = self.shares[0] if self.shares else self.batch_size
            batches = self._share(self._endless(self.num_labeled, len(self) * size, labeled),
                                  len(self))
            if not self.draw_unlabeled:
                yield from batches
                return
            others = self._share(self._endless(self.num_unlabeled, len(self) * self.shares[1],
                                               unlabeled), len(self))
            for first, second in zip(batches, others):
                yield first + [index + self.num_labeled for index in second]
            return
        if self.num_unlabeled:
            everything = torch.randperm(self.num_labeled + self.num_unlabeled, generator=unlabeled)
            yield from self._share(everything.tolist(), self._num_batches(len(everything)))
        yield from self._share(
            torch.randperm(self.num_labeled, generator=labeled).tolist(),
            self._num_batches(self.num_labeled))

    def _generator(self, source: int) -> torch.Generator:
        """Random numbers of one source in the current epoch, the same in every process."""
        seed = derive_seed(self.sampler.seed, self.sampler.epoch, source)
        return torch.Generator().manual_seed(seed)

    def _endless(self, num_images: int, length: int, generator: torch.Generator) -> List[int]:
        """``length`` indices per process: one permutation of the images after the other."""
        length *= self.world_size
        rounds = math.ceil(length / num_images)
        orders = [torch.randperm(num_images, generator=generator) for _ in range(rounds)]
        return torch.cat(orders)[:length].tolist()

    def _share(self, indices: List[int], num_batches: int) -> Iterator[List[int]]:
        """Cut a joined order evenly into batches and give this process its share of each."""
        padding = -len(indices) % self.world_size
        indices = indices + (indices * self.world_size)[:padding]
        per_process = len(indices) // self.world_size
        for batch in range(num_batches):
            # In units of one image per process: batches differ by one image at most.
            start, end = (per_process * (batch + step) // num_batches for step in (0, 1))
            share = end - start
            first = start * self.world_size + self.rank * share
            yield indices[first:first + share]
