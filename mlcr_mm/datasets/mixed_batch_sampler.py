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
from mlcr_mm.whole_numbers import is_whole_number

from .even_batches import cut_evenly, repeat_shuffled

SCHEDULE = 'mixed_then_labeled'
Batches = Iterator[List[int]]


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
      a new order, and so does the other one to fill the last batch. With ``num_batches`` it has so
      many batches; what it does not see comes in others.

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
        num_batches (int, optional): With ``ratio``, the batches of an epoch, which then do not
            depend on the number of images. Defaults to None: until each image has been seen.

    Attributes:
        draw_unlabeled (bool): Whether unlabelled images are drawn. True at first.

    Raises:
        ValueError: If the arguments or the dataset do not fit.
    """

    def __init__(self,
                 sampler: Sampler,
                 batch_size: int,
                 schedule: Optional[str] = None,
                 ratio: Optional[Sequence[int]] = None,
                 num_batches: Optional[int] = None) -> None:
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
        if num_batches is not None and (ratio is None or not is_whole_number(num_batches)):
            raise ValueError(f'num_batches={num_batches!r} must be a whole number >= 1 and needs '
                             'ratio=(labelled, unlabelled)')
        self.num_batches = num_batches
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
            return self.num_batches or max(
                self._num_batches(self.num_labeled, self.shares[0]),
                self._num_batches(self.num_unlabeled, self.shares[1]))
        passes = [self.num_labeled] if not self.num_unlabeled else [
            self.num_labeled + self.num_unlabeled, self.num_labeled]
        return sum(map(self._num_batches, passes))

    def __iter__(self) -> Batches:
        """The batches of this process in the sampler's current epoch, as lists of indices."""
        labeled, unlabeled = (self._generator(source) for source in range(2))
        if not self.draw_unlabeled and self.num_unlabeled:
            size = self.shares[0] if self.shares else self.batch_size
            yield from self._endless(self.num_labeled, size, labeled)
        elif self.shares:
            for first, second in zip(
                    self._endless(self.num_labeled, self.shares[0], labeled),
                    self._endless(self.num_unlabeled, self.shares[1], unlabeled)):
                yield first + [index + self.num_labeled for index in second]
        else:
            if self.num_unlabeled:
                yield from self._pass(self.num_labeled + self.num_unlabeled, unlabeled)
            yield from self._pass(self.num_labeled, labeled)

    def _generator(self, source: int) -> torch.Generator:
        """Random numbers of one source in the current epoch, the same in every process."""
        seed = derive_seed(self.sampler.seed, self.sampler.epoch, source)
        return torch.Generator().manual_seed(seed)

    def _endless(self, num_images: int, size: int, generator: torch.Generator) -> Batches:
        """As many batches of ``size`` images as an epoch has."""
        length = len(self) * size * self.world_size
        order = repeat_shuffled(num_images, length, generator)
        return cut_evenly(order, len(self), self.rank, self.world_size)

    def _pass(self, num_images: int, generator: torch.Generator) -> Batches:
        """Each image once."""
        order = torch.randperm(num_images, generator=generator).tolist()
        return cut_evenly(order, self._num_batches(num_images), self.rank, self.world_size)
