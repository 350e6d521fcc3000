import numpy as np
import pytest
import torch
from mmengine.model import ExponentialMovingAverage

from mlcr_mm.models.losses import (
    ShareAlignedCoRegularizationLoss,
    batch_thresholds,
    co_regularization_loss,
)
from mlcr_mm.registry import MODELS

SHARES = torch.tensor([.2, .5, .05])


@pytest.fixture
def logits():
    torch.manual_seed(0)
    return 3 * torch.randn(2, 40, 3) + torch.tensor([1., -2., -4.])


def aligned(**settings):
    loss = MODELS.build(dict(type='ShareAlignedCoRegularizationLoss', **settings))
    loss.set_label_shares(SHARES)
    return loss


def test_an_average_of_the_model_keeps_its_own_buffers(logits):
    class Head(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.loss = ShareAlignedCoRegularizationLoss()
            self.weight = torch.nn.Parameter(torch.ones(1))
            self.register_buffer('settings', torch.tensor([1., .2, 0.]))

    model = Head()
    average = ExponentialMovingAverage(model)
    model.loss.set_label_shares(SHARES)
    for _ in range(2):
        model.loss(*logits)
        average.update_parameters(model)
    torch.testing.assert_close(average.module.settings, model.settings)
    assert model.loss.thresholds.shape == (2, 3) and not list(model.loss.buffers())


@pytest.mark.parametrize('number', [1, 2, 7, 40])
def test_thresholds_equal_numpy_quantiles(logits, number):
    found = batch_thresholds(logits[:, :number], SHARES)
    expected = [[np.quantile(view[:number, c].numpy(), 1 - share.item())
                 for c, share in enumerate(SHARES)] for view in logits]
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


def test_is_the_loss_between_shifted_logits(logits):
    shifts = batch_thresholds(logits, SHARES)
    expected = 7 * co_regularization_loss(*(logits - shifts[:, None]))
    torch.testing.assert_close(aligned(loss_weight=7.)(*logits), expected)


def test_does_not_see_how_often_a_view_says_present(logits):
    other = aligned()(logits[0], logits[1] - torch.tensor([5., -3., 8.]))
    torch.testing.assert_close(aligned()(*logits), other)


def test_pulls_less_to_absent():
    """Two views of a rare label, where the plain divergence makes both say "absent"."""
    torch.manual_seed(1)
    truth = torch.randn(4000, 1)
    views = [torch.nn.Parameter(2 * truth + torch.randn_like(truth) + shift)
             for shift in (-.5, -3.)]
    loss = MODELS.build(dict(type='ShareAlignedCoRegularizationLoss'))
    loss.set_label_shares(torch.tensor([.2]))

    def mean_pull(distance):
        return -sum(gradient.sum() for gradient in torch.autograd.grad(distance(*views), views))

    assert mean_pull(co_regularization_loss) < 2 * mean_pull(loss) < 0


def test_thresholds_are_a_moving_average(logits):
    loss = aligned(momentum=.75)
    batches = logits.split(10, dim=1)
    expected = 0
    for batch, weight in zip(batches, (1, 1 / 2, 1 / 3, 1 / 4)):
        loss(*batch)
        expected = expected + weight * (batch_thresholds(batch, SHARES) - expected)
    torch.testing.assert_close(loss.thresholds, expected)
    loss(*batches[0])
    expected = .75 * expected + .25 * batch_thresholds(batches[0], SHARES)
    torch.testing.assert_close(loss.thresholds, expected)


def test_a_label_of_unknown_share_is_left_as_it_is(logits):
    loss = aligned()
    loss.set_label_shares(torch.full((3, ), torch.nan))
    torch.testing.assert_close(loss(*logits), co_regularization_loss(*logits))


def test_gradients_flow_through_the_logits_only_and_are_finite():
    views = [torch.full((4, 3), value, dtype=torch.bfloat16, requires_grad=True)
             for value in (-100., 100.)]
    loss = aligned()(*views)
    loss.backward()
    assert loss.dtype == torch.float32 and loss.isfinite()
    assert all(view.grad.isfinite().all() for view in views)


def test_state_is_no_part_of_the_state_dict_and_goes_on_exactly(logits):
    whole, resumed = aligned(), aligned()
    first, second = logits.split(20, dim=1)
    whole(*first)
    assert not whole.state_dict()
    resumed.load_training_state(whole.training_state())
    assert torch.equal(whole(*second), resumed(*second))


def test_refuses_what_cannot_be():
    with pytest.raises(ValueError, match=r'momentum must lie in \[0, 1\), got 1'):
        ShareAlignedCoRegularizationLoss(momentum=1)
    with pytest.raises(RuntimeError, match='PhaseTrainLoop'):
        ShareAlignedCoRegularizationLoss()(torch.zeros(1, 3), torch.zeros(1, 3))
