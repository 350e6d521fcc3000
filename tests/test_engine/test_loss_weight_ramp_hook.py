import math
from types import SimpleNamespace

import pytest

from mlcr_mm.engine import LossWeightRampHook
from mlcr_mm.models import DualViewHead


def make_runner():
    head = DualViewHead(
        num_classes=2, in_channels=3,
        loss_co_regularization=dict(type='CoRegularizationLoss', loss_weight=100.))
    return SimpleNamespace(
        model=SimpleNamespace(head=head), train_dataloader=range(10), iter=0), head


def test_weight_follows_the_formula():
    runner, head = make_runner()
    hook = LossWeightRampHook('loss_co_regularization', ramp_epochs=2)
    hook.before_train(runner)
    for iteration, expected in ((0, 100 * math.exp(-5)), (10, 100 * math.exp(-1.25)), (20, 100),
                                (500, 100)):
        runner.iter = iteration  # a resumed run starts anywhere
        hook.before_train_iter(runner, 0)
        assert head.loss_co_regularization.loss_weight == pytest.approx(expected)


def test_weight_is_zero_before_it_begins():
    runner, head = make_runner()
    hook = LossWeightRampHook('loss_co_regularization', ramp_epochs=1, begin=3)
    hook.before_train(runner)
    for iteration, expected in ((0, 0), (29, 0), (30, 100 * math.exp(-5)), (40, 100)):
        runner.iter = iteration
        hook.before_train_iter(runner, 0)
        assert head.loss_co_regularization.loss_weight == pytest.approx(expected)


def test_unknown_loss_is_named():
    runner, _ = make_runner()
    with pytest.raises(ValueError, match='loss_multi_view'):
        LossWeightRampHook('loss_multi_view', ramp_epochs=1).before_train(runner)
    with pytest.raises(ValueError, match='ramp_epochs'):
        LossWeightRampHook('loss_co_regularization', ramp_epochs=0)
