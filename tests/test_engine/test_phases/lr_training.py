"""A training of which only the learning rate is seen."""
import copy

import torch
from mmengine.optim import OptimWrapper

BASE = 3e-3


class Training:
    """Steps of an optimizer with two groups of parameters, the second ten times as fast."""

    def __init__(self):
        groups = [dict(params=[torch.nn.Parameter(torch.zeros(1))], lr=lr)
                  for lr in (BASE, 10 * BASE)]
        self.optimizer = OptimWrapper(torch.optim.SGD(groups, lr=BASE))
        self.schedulers = []

    def add(self, scheduler, epoch_length=None, **kwargs):
        make = scheduler if epoch_length is None else scheduler.build_iter_from_epoch
        lengths = {} if epoch_length is None else dict(epoch_length=epoch_length)
        self.schedulers.append(make(self.optimizer, **lengths, **kwargs))
        return self

    def run(self, steps):
        """Learning rates ``(steps, groups)`` with which the steps are made."""
        used = []
        for _ in range(steps):
            used.append([group['lr'] for group in self.optimizer.optimizer.param_groups])
            self.optimizer.step()
            for scheduler in self.schedulers:
                scheduler.step()
        return used

    def state(self):
        return copy.deepcopy((self.optimizer.state_dict(),
                              [scheduler.state_dict() for scheduler in self.schedulers]))

    def load(self, state):
        """As the runner does: first the optimizer."""
        self.optimizer.load_state_dict(state[0])
        for scheduler, saved in zip(self.schedulers, state[1]):
            scheduler.load_state_dict(saved)
        return self
