from types import SimpleNamespace

import pytest
import torch
from mmengine.logging import MessageHub
from mmengine.optim import OptimWrapper
from torch import nn

from mlcr_mm.engine.step_skipper import SKIPPED, StepSkipper

NAN, INF = float('nan'), float('inf')


class Toy:
    """A network with running statistics, and the steps of it."""

    def __init__(self, name, accumulate=1, **kwargs):
        torch.manual_seed(0)
        self.model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1))
        self.wrapper = OptimWrapper(torch.optim.Adam(self.model.parameters(), weight_decay=.1),
                                    accumulative_counts=accumulate, **kwargs)
        self.hub = MessageHub.get_instance(name)
        self.skipper = StepSkipper(SimpleNamespace(
            model=self.model, optim_wrapper=self.wrapper, message_hub=self.hub))

    def step(self, seed, poison=lambda loss: loss):
        """True if it was left out."""
        self.skipper.start_step()
        images = torch.randn(8, 3, generator=torch.Generator().manual_seed(seed))
        self.wrapper.update_params(poison(self.model(images).square().mean()))
        return self.skipper.skipped

    def state(self):
        weights = {name: value.clone() for name, value in self.model.state_dict().items()}
        moments = self.wrapper.optimizer.state_dict()['state']
        return weights | {f'{number}.{name}': value.clone() for number, state in moments.items()
                          for name, value in state.items()}


def same(first, second):
    return first.keys() == second.keys() and all(
        torch.equal(value, second[name]) for name, value in first.items())


def finite_loss_infinite_gradient(loss):
    return loss + (loss - loss.detach()).sqrt()  # 0, with the slope of infinity


def infinite_loss_finite_gradient(loss):
    return loss + INF


@pytest.mark.parametrize('poison', [lambda loss: loss * NAN, lambda loss: loss * INF,
                                    finite_loss_infinite_gradient, infinite_loss_finite_gradient])
@pytest.mark.parametrize('clip', [None, dict(max_norm=1.)], ids=['', 'clipped'])
def test_a_step_that_is_left_out_changes_nothing(request, poison, clip):
    toy, other = (Toy(f'{request.node.name}{number}', clip_grad=clip) for number in range(2))
    assert [toy.step(0), other.step(0)] == [False, False]
    before = toy.state()
    assert toy.step(1, poison) and same(before, toy.state())
    assert toy.hub.get_info(SKIPPED) is True
    assert not toy.step(2) and not other.step(2)
    assert same(toy.state(), other.state()) and not same(before, toy.state())
    assert toy.hub.get_info(SKIPPED) is False


def test_large_gradients_whose_squares_overflow_are_finite(request):
    assert not Toy(request.node.name).step(0, lambda loss: loss * 1e25)


def test_one_bad_loss_spoils_the_step_of_all_that_accumulate(request):
    toy = Toy(request.node.name, accumulate=2)
    toy.wrapper.initialize_count_status(toy.model, 0, 4)
    before = {name: value.clone() for name, value in toy.model.named_parameters()}
    seen = []
    for number, poison in enumerate([lambda loss: loss * NAN, *[lambda loss: loss] * 3]):
        skipped = toy.step(number, poison)
        seen.append((toy.skipper.bad_loss, skipped))
        if number == 1:
            assert same(before, dict(toy.model.named_parameters()))
    assert seen == [(True, False), (False, True), (False, False), (False, False)]
    assert not same(before, dict(toy.model.named_parameters()))
    assert all(torch.isfinite(value).all() for value in toy.model.state_dict().values())
