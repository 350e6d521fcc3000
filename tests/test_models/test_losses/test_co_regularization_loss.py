import math

import pytest
import torch
from reference import co_regularization
from scipy.spatial.distance import jensenshannon

from mlcr_mm.models.losses import CoRegularizationLoss, co_regularization_loss


def test_equals_reference():
    torch.manual_seed(0)
    logits1, logits2 = 3 * torch.randn(2, 7, 5, dtype=torch.double)
    expected = co_regularization(logits1.tolist(), logits2.tolist())
    assert co_regularization_loss(logits1, logits2).item() == pytest.approx(expected, abs=1e-9)


def test_equals_scipy_on_one_pair():
    p, q = .9, .3
    logits = [torch.tensor([[x]], dtype=torch.double).logit() for x in (p, q)]
    expected = jensenshannon([p, 1 - p], [q, 1 - q])**2
    assert co_regularization_loss(*logits).item() == pytest.approx(expected, abs=1e-12)


def test_is_zero_where_views_agree_and_ln2_where_they_contradict():
    logits = torch.linspace(-100, 100, 41)[:, None]
    assert co_regularization_loss(logits, logits).item() == pytest.approx(0, abs=1e-7)
    extreme = torch.full((2, 3), 100.)
    assert co_regularization_loss(extreme, -extreme).item() == pytest.approx(math.log(2))


@pytest.mark.parametrize('dtype', [torch.float32, torch.bfloat16])
def test_is_finite_at_extreme_logits(dtype):
    values = torch.tensor([-100., -1., 0., 1., 100.], dtype=dtype)
    logits1, logits2 = (grid.contiguous().requires_grad_()
                        for grid in torch.meshgrid(values, values, indexing='ij'))
    loss = co_regularization_loss(logits1, logits2)
    loss.backward()
    assert loss.dtype == torch.float32
    assert torch.isfinite(loss)
    assert torch.isfinite(logits1.grad).all() and torch.isfinite(logits2.grad).all()


def test_gradcheck():
    torch.manual_seed(0)
    logits = [torch.randn(4, 3, dtype=torch.double, requires_grad=True) for _ in range(2)]
    assert torch.autograd.gradcheck(co_regularization_loss, logits)


def test_module_weighs_the_function():
    logits1, logits2 = torch.randn(2, 6, 3)
    expected = 100 * co_regularization_loss(logits1, logits2)
    torch.testing.assert_close(CoRegularizationLoss(loss_weight=100.)(logits1, logits2), expected)


def test_does_not_write_into_its_inputs():
    logits1, logits2 = torch.randn(2, 6, 3)
    before = logits1.clone(), logits2.clone()
    co_regularization_loss(logits1, logits2)
    assert torch.equal(logits1, before[0]) and torch.equal(logits2, before[1])


def test_refuses_different_shapes():
    with pytest.raises(ValueError, match=r'\(2, 3\) and \(2, 4\)'):
        co_regularization_loss(torch.zeros(2, 3), torch.zeros(2, 4))
