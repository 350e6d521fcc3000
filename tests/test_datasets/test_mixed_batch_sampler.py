from collections import Counter
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mmengine.dataset import ConcatDataset, DefaultSampler
from training_doubles import Part

from mlcr_mm.datasets import MixedBatchSampler

MODES = [dict(schedule='mixed_then_labeled'), dict(ratio=(2, 3))]


def make(num_labeled=13, num_unlabeled=30, batch_size=5, seed=0, rank=0, world_size=1, **kwargs):
    parts = [Part(size) for size in (num_labeled, num_unlabeled) if size]
    with patch('mlcr_mm.datasets.mixed_batch_sampler.get_dist_info',
               return_value=(rank, world_size)):
        return MixedBatchSampler(DefaultSampler(ConcatDataset(parts), seed=seed), batch_size,
                                 **kwargs)


def sizes(batches):
    return [len(batch) for batch in batches]


def test_epoch_of_the_paper():
    batches = list(make())
    everything, labeled = batches[:9], batches[9:]  # 43 images, then 13
    assert sorted(sum(everything, [])) == list(range(43))
    assert sorted(sum(labeled, [])) == list(range(13))
    assert Counter(sizes(everything)) == {5: 7, 4: 2} and Counter(sizes(labeled)) == {4: 2, 5: 1}
    assert len(make()) == len(batches) == 12


@settings(max_examples=300, deadline=None)
@given(num_labeled=st.integers(1, 60), num_unlabeled=st.integers(0, 60),
       batch_size=st.integers(1, 12), world_size=st.integers(1, 4))
def test_the_batches_of_a_pass_are_even(num_labeled, num_unlabeled, batch_size, world_size):
    ranks = [list(make(num_labeled, num_unlabeled, batch_size, rank=rank, world_size=world_size))
             for rank in range(world_size)]
    assert len({tuple(sizes(batches)) for batches in ranks}) == 1
    joined = [sum(shares, []) for shares in zip(*ranks)]
    passes = [num_labeled + num_unlabeled, num_labeled] if num_unlabeled else [num_labeled]
    for num_images in passes:
        num_batches = -(-num_images // (batch_size * world_size))
        batches, joined = joined[:num_batches], joined[num_batches:]
        per_process = [size / world_size for size in sizes(batches)]
        assert max(per_process) - min(per_process) <= 1 and max(per_process) <= batch_size
        # A batch of one image only where no more fit, or the process has no more.
        assert min(per_process) > 1 or batch_size <= 2 or num_images <= world_size
        counts = Counter(sum(batches, []))
        assert set(counts) == set(range(num_images))
        repeated = -num_images % world_size
        assert sum(counts.values()) == num_images + repeated
        assert repeated or set(counts.values()) == {1}
    assert not joined


def test_ratio_holds_in_every_batch_and_all_images_are_seen():
    sampler = make(batch_size=8, ratio=(1, 3))
    batches = list(sampler)
    assert len(sampler) == len(batches) == 7  # 13 / 2 > 30 / 6
    for batch in batches:
        assert sum(index < 13 for index in batch) == 2 and len(batch) == 8
    counts = Counter(sum(batches, []))
    assert set(counts) == set(range(43))
    for source in (range(13), range(13, 43)):  # starts over only when all of it has been seen
        assert max(counts[i] for i in source) - min(counts[i] for i in source) <= 1


@pytest.mark.parametrize('kwargs', MODES)
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


@pytest.mark.parametrize('draw_unlabeled', [True, False])
@pytest.mark.parametrize('kwargs', MODES)
@pytest.mark.parametrize('world_size', [2, 3])
def test_processes_share_the_joined_batches(kwargs, world_size, draw_unlabeled):
    numbers = dict(num_labeled=12, num_unlabeled=30, **kwargs)
    samplers = [make(batch_size=5 * world_size, **numbers)]
    samplers += [make(rank=rank, world_size=world_size, **numbers) for rank in range(world_size)]
    for sampler in samplers:
        sampler.draw_unlabeled = draw_unlabeled
    alone, *ranks = map(list, samplers)
    assert len({len(batches) for batches in ranks}) == 1
    assert all(len(set(sizes(shares))) == 1 for shares in zip(*ranks))
    if 'ratio' in kwargs:
        for joined, *shares in zip(alone, *ranks):
            assert Counter(sum(shares, [])) == Counter(joined)
    else:  # the same order, cut at multiples of the number of processes
        assert sum((sum(shares, []) for shares in zip(*ranks)), []) == sum(alone, [])


def test_an_epoch_of_so_many_batches():
    sampler = make(batch_size=8, ratio=(1, 3), num_batches=2)
    seen = set()
    for sampler.sampler.epoch in range(20):
        batches = list(sampler)
        assert len(batches) == len(sampler) == 2
        assert [sum(index < sampler.num_labeled for index in batch) for batch in batches] == [2, 2]
        seen.update(index for batch in batches for index in batch)
    assert seen == set(range(sampler.num_labeled + sampler.num_unlabeled))


def test_without_unlabelled_images_ratio_takes_the_labelled_share_of_each_batch():
    sampler, plain = make(ratio=(2, 3)), make(ratio=(2, 3))
    for epoch, sampler.draw_unlabeled in enumerate((False, False, True, False)):
        for each in (sampler, plain):
            each.sampler.set_epoch(epoch)
        share = 5 if sampler.draw_unlabeled else 2
        assert list(sampler) == [batch[:share] for batch in plain]
        assert len(sampler) == len(plain)


def test_without_unlabelled_images_the_schedule_has_as_many_batches_all_of_them_whole():
    sampler = make()
    sampler.draw_unlabeled = False
    batches = list(sampler)
    assert len(batches) == len(sampler) == len(make()) and sizes(batches) == [5] * 12
    counts = Counter(sum(batches, []))
    assert set(counts) == set(range(13))
    assert max(counts.values()) - min(counts.values()) <= 1
    assert sorted(sum(batches, [])[:13]) == list(range(13))  # one order after the other


def test_the_labelled_part_alone_is_one_pass():
    sampler = make(num_unlabeled=0)
    batches = list(sampler)
    assert sorted(sum(batches, [])) == list(range(13)) and len(sampler) == 3
    sampler.draw_unlabeled = False
    assert list(sampler) == batches


@pytest.mark.parametrize('kwargs, message', [
    (dict(schedule='labeled_first'), 'schedule'),
    (dict(schedule='mixed_then_labeled', ratio=(1, 1)), 'either'),
    (dict(ratio=(1, 0)), '> 0'),
    (dict(num_batches=3), 'num_batches=3 must be a whole number >= 1 and needs ratio'),
    (dict(ratio=(1, 1), num_batches=2.5), 'num_batches=2.5 must be a whole number'),
    (dict(ratio=(1, 1), num_batches=0), 'num_batches=0 must be'),
    (dict(ratio=(1, 2, 3)), 'must be two numbers'),
    (dict(ratio=(1, 99)), 'enlarge the batch'),
    (dict(ratio=(1, 2), num_unlabeled=0), r"ratio=\(1, 2\) needs unlabelled .*schedule='mixed"),
])
def test_bad_arguments_are_named(kwargs, message):
    with pytest.raises(ValueError, match=message):
        make(**kwargs)


@pytest.mark.parametrize('dataset', [Part(4), ConcatDataset([Part(4)] * 3)])
def test_needs_a_dataset_in_parts(dataset):
    with pytest.raises(ValueError, match="type='SemiSupervisedDataset'.*got (Part|ConcatDataset)"):
        MixedBatchSampler(DefaultSampler(dataset, seed=0), 2)
