from collections import Counter

import pytest
import torch

from mlcr_mm.datasets.even_batches import cut_evenly, repeat_shuffled


def generator():
    return torch.Generator().manual_seed(0)


@pytest.mark.parametrize('length', [1, 3, 5, 12, 15])
def test_one_permutation_follows_the_other(length):
    order = repeat_shuffled(5, length, generator())
    assert len(order) == length
    for start in range(0, length - 4, 5):
        assert sorted(order[start:start + 5]) == list(range(5))
    counts = Counter(order)
    assert max(counts.values(), default=0) - min(counts[image] for image in range(5)) <= 1
    assert order == repeat_shuffled(5, 15, generator())[:length]


def test_permutations_differ():
    order = repeat_shuffled(20, 40, generator())
    assert order[:20] != order[20:]


def test_batches_of_a_process_alone():
    assert list(cut_evenly(list('abcdefg'), 3, 0, 1)) == [['a', 'b'], ['c', 'd'], ['e', 'f', 'g']]


def test_processes_have_consecutive_shares():
    order = list(range(12))
    first, second = (list(cut_evenly(order, 2, rank, 2)) for rank in range(2))
    assert first == [[0, 1, 2], [6, 7, 8]] and second == [[3, 4, 5], [9, 10, 11]]


def test_an_order_that_does_not_divide_starts_over():
    ranks = [list(cut_evenly([7, 8], 1, rank, 5)) for rank in range(5)]
    assert ranks == [[[7]], [[8]], [[7]], [[8]], [[7]]]
