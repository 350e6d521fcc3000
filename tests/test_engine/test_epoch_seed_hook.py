import random
from types import SimpleNamespace

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from mlcr_mm.engine import EpochSeedHook, seed_worker_by_epoch


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


def test_workers_draw_anew_in_each_epoch_and_repeat_it_when_resumed():
    hook = EpochSeedHook()

    def epoch(number):
        hook.before_train_epoch(SimpleNamespace(seed=0, epoch=number))
        loader = DataLoader(Noise(), num_workers=2, worker_init_fn=seed_worker_by_epoch)
        return torch.cat(list(loader)).tolist()

    assert epoch(0) == epoch(0)
    assert not set(epoch(0)) & set(epoch(1))
    assert len(set(epoch(0))) == 8  # the two workers differ
