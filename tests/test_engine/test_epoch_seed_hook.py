import random
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, Dataset

from mlcr_mm.engine import EpochSeedHook, epoch_seed_hook, seed_worker_by_epoch
from mlcr_mm.seeding import derive_seed


def draw():
    return random.random(), np.random.rand(), torch.rand(1).item()


def test_numbers_follow_seed_and_epoch():
    hook, seen = EpochSeedHook(), []
    for seed, epoch in ((0, 3), (0, 3), (0, 4), (1, 3)):
        draw()  # whatever happened before
        hook.before_train_epoch(SimpleNamespace(seed=seed, epoch=epoch))
        seen.append(draw())
    assert seen[0] == seen[1]
    assert len({seen[0], seen[2], seen[3]}) == 3


class Noise(Dataset):

    def __len__(self):
        return 8

    def __getitem__(self, index):
        return np.random.rand()


@pytest.fixture
def numbers_of(monkeypatch):
    """What the main process of a rank and its two workers draw in an epoch."""

    def no_rank():
        raise RuntimeError('a worker that is spawned cannot know the rank')

    def start_worker(worker_id):
        epoch_seed_hook.get_rank = no_rank  # in this process
        seed_worker_by_epoch(worker_id)

    def draw_all(rank, number):
        monkeypatch.setattr(epoch_seed_hook, 'get_rank', lambda: rank)
        EpochSeedHook().before_train_epoch(SimpleNamespace(seed=0, epoch=number))
        main = draw()
        loader = DataLoader(Noise(), num_workers=2, worker_init_fn=start_worker,
                            multiprocessing_context='fork')
        return main, torch.cat(list(loader)).tolist()

    return draw_all


def test_each_process_draws_numbers_of_its_own(numbers_of):
    main, workers = zip(*(numbers_of(rank, 3) for rank in range(2)))
    assert not set(main[0]) & set(main[1])
    assert len(set(workers[0] + workers[1])) == 16


def test_the_first_process_draws_what_seed_and_epoch_say(monkeypatch):
    EpochSeedHook().before_train_epoch(SimpleNamespace(seed=5, epoch=3))
    seen, seed = draw(), derive_seed(5, 3)
    expected = torch.Generator().manual_seed(seed)
    assert seen == (random.Random(seed).random(), np.random.RandomState(seed).rand(),
                    torch.rand(1, generator=expected).item())


def test_workers_draw_anew_in_each_epoch_and_repeat_it_when_resumed():
    hook = EpochSeedHook()

    def epoch(number):
        hook.before_train_epoch(SimpleNamespace(seed=0, epoch=number))
        loader = DataLoader(Noise(), num_workers=2, worker_init_fn=seed_worker_by_epoch)
        return torch.cat(list(loader)).tolist()

    assert epoch(0) == epoch(0)
    assert not set(epoch(0)) & set(epoch(1))
    assert len(set(epoch(0))) == 8  # the two workers differ
