import pytest
import torch

from mlcr_mm.models import DualViewHead
from mlcr_mm.models.heads.scheduled_losses import ScheduledLosses

NAME = 'loss_co_regularization'


@pytest.fixture
def head():
    return DualViewHead(num_classes=2, in_channels=3, loss_co_regularization=dict(
        type='CoRegularizationLoss', loss_weight=100.))


def test_a_loss_that_nobody_schedules_is_on(head):
    assert isinstance(head, ScheduledLosses)
    assert head.is_on(NAME) and head.loss_co_regularization.loss_weight == 100
    assert head.is_on('loss_recognition')
    assert not head.is_on('loss_multi_view') and not head.is_on('loss_of_nothing')


def test_weights_are_shares_of_the_configured_one(head):
    for factor in (.5, .01, 0., .3, 1., 1.):
        head.schedule_loss(NAME, factor)
        assert head.loss_co_regularization.loss_weight == pytest.approx(100 * factor)
        assert head.is_on(NAME) is (factor > 0)
    assert head.is_on('loss_recognition')


def test_heads_do_not_share_a_schedule(head):
    other = DualViewHead(num_classes=2, in_channels=3, loss_co_regularization=dict(
        type='CoRegularizationLoss', loss_weight=7.))
    head.schedule_loss(NAME, 0.)
    assert other.is_on(NAME) and other.loss_co_regularization.loss_weight == 7


def test_a_schedule_is_not_in_the_state_dict(head):
    names = set(head.state_dict())
    head.schedule_loss(NAME, .5)
    assert set(head.state_dict()) == names


@pytest.mark.parametrize('name', ['loss_multi_view', 'loss_of_nothing', 'classifiers'])
def test_losses_that_the_head_has_not_are_named(head, name):
    with pytest.raises(ValueError, match=f'the head DualViewHead has no {name} with a loss_weight'):
        head.schedule_loss(name, .5)


def test_works_in_any_module():

    class Head(ScheduledLosses, torch.nn.Module):

        def __init__(self):
            super().__init__()
            self.loss = torch.nn.Module()
            self.loss.loss_weight = 4.

    head = Head()
    head.schedule_loss('loss', .25)
    assert head.loss.loss_weight == 1 and head.is_on('loss')
