from collections import Counter
from unittest.mock import patch

import pytest
from mmengine.dataset import BaseDataset, ConcatDataset, DefaultSampler

from mlcr_mm.datasets import MixedBatchSampler


class Numbers(BaseDataset):

    def __init__(self, length):
        self.length = length
        super().__init__()

    def load_data_list(self):
        return [dict() for _ in range(self.length)]


def make(num_labeled=13, num_unlabeled=30, batch_size=5, seed=0, rank=0, world_size=1, **kwargs):
    dataset = ConcatDataset([Numbers(num_labeled), Numbers(num_unlabeled)])
    with patch('mlcr_mm.datasets.mixed_batch_sampler.get_dist_info',
               return_value=(rank, world_size)):
        return MixedBatchSampler(DefaultSampler(dataset, seed=seed), batch_size, **kwargs)


def test_epoch_of_the_paper():
    batches = list(make())
    everything, labeled = batches[:9], batches[9:]  # 43 = 8 * 5 + 3, 13 = 2 * 5 + 3
    assert sorted(sum(everything, [])) == list(range(43))
    assert sorted(sum(labeled, [])) == list(range(13))
    assert [len(batch) for batch in batches] == [5] * 8 + [3] + [5] * 2 + [3]
    assert len(make()) == len(batches)


def test_ratio_holds_in_every_batch_and_all_images_are_seen():
    sampler = make(batch_size=8, ratio=(1, 3))
    batches = list(sampler)
    assert len(sampler) == len(batches) == 7  # 13 / 2 > 30 / 6
    for batch in batches:
        assert sum(index < 13 for index in batch) == 2 and len(batch) == 8
    counts = Counter(sum(batches, []))
    assert set(counts) == set(range(43))
    # A source starts over only when all of it has been seen.
    assert max(counts[i] for i in range(13)) - min(counts[i] for i in range(13)) <= 1
    assert max(counts[i] for i in range(13, 43)) - min(counts[i] for i in range(13, 43)) <= 1


@pytest.mark.parametrize('kwargs', [dict(schedule='mixed_then_labeled'), dict(ratio=(2, 3))])
def test_order_follows_seed_and_epoch(kwargs):
    first, again, other = make(**kwargs), make(**kwargs), make(seed=1, **kwargs)
    assert list(first) == list(again) == list(again)
    assert list(first) != list(other)
    again.sampler.set_epoch(1)  # as DistSamplerSeedHook does
    second = list(again)
    assert second != list(first)
    # A resumed run jumps to the epoch and finds the same order.
    resumed = make(**kwargs)
    resumed.sampler.set_epoch(1)
    assert list(resumed) == second


@pytest.mark.parametrize('kwargs', [dict(schedule='mixed_then_labeled'), dict(ratio=(2, 3))])
@pytest.mark.parametrize('world_size', [2, 3])
def test_processes_share_the_joined_batches(kwargs, world_size):
    sizes = dict(num_labeled=12, num_unlabeled=30)
    alone = list(make(batch_size=5 * world_size, **sizes, **kwargs))
    ranks = [list(make(rank=rank, world_size=world_size, **sizes, **kwargs))
             for rank in range(world_size)]
    assert len({len(batches) for batches in ranks}) == 1
    for joined, *shares in zip(alone, *ranks):
        assert Counter(sum(shares, [])) == Counter(joined)
        assert len({len(share) for share in shares}) == 1


def test_every_process_gets_images_where_a_pass_does_not_divide():
    ranks = [list(make(num_labeled=7, num_unlabeled=0 + 4, rank=rank, world_size=3, batch_size=2))
             for rank in range(3)]
    assert len({len(batches) for batches in ranks}) == 1
    counts = Counter(sum(sum(ranks, []), []))
    assert set(counts) == set(range(11))
    assert sum(counts.values()) == 12 + 9  # 11 and 7 rounded up to multiples of 3


def test_first_epochs_may_be_labelled_only():
    sampler, plain = make(ratio=(2, 3), labeled_epochs=2), make(ratio=(2, 3))
    for epoch in range(4):
        sampler.sampler.set_epoch(epoch)
        plain.sampler.set_epoch(epoch)
        share = 2 if epoch < 2 else 5
        assert list(sampler) == [batch[:share] for batch in plain]


@pytest.mark.parametrize('kwargs, message', [
    (dict(labeled_epochs=1), 'needs ratio'),
    (dict(schedule='labeled_first'), 'schedule'),
    (dict(schedule='mixed_then_labeled', ratio=(1, 1)), 'either'),
    (dict(ratio=(1, 0)), '> 0'),
    (dict(ratio=(1, 99)), 'enlarge the batch'),
])
def test_bad_arguments_are_named(kwargs, message):
    with pytest.raises(ValueError, match=message):
        make(**kwargs)


def test_needs_two_sources():
    with pytest.raises(ValueError, match='ConcatDataset'):
        MixedBatchSampler(DefaultSampler(Numbers(4), seed=0), 2)
