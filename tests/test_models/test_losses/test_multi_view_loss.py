import pytest
import torch
from reference import multi_view

from mlcr_mm.models.losses import MultiViewLoss, multi_view_loss


@pytest.mark.parametrize('signed', [False, True])
def test_equals_reference(signed):
    torch.manual_seed(0)
    weights1, weights2 = torch.randn(2, 5, 9, dtype=torch.double)
    expected = multi_view(weights1.tolist(), weights2.tolist(), signed)
    actual = multi_view_loss(weights1, weights2, signed).item()
    assert actual == pytest.approx(expected, abs=1e-12)


def test_orthogonal_is_zero_and_opposite_is_one_unless_signed():
    weights1, weights2 = torch.eye(4)[:2], torch.eye(4)[2:]
    assert multi_view_loss(weights1, weights2, signed=False).item() == 0
    assert multi_view_loss(weights1, -weights1, signed=False).item() == pytest.approx(1)
    assert multi_view_loss(weights1, -weights1, signed=True).item() == pytest.approx(-1)


@pytest.mark.parametrize('scale', [0., 1e-30, 100., 1e18])
def test_is_finite_at_any_scale(scale):
    weights1 = (scale * torch.randn(3, 5)).requires_grad_()
    loss = multi_view_loss(weights1, torch.randn(3, 5), signed=False)
    loss.backward()
    assert torch.isfinite(loss) and torch.isfinite(weights1.grad).all()


@pytest.mark.parametrize('signed', [False, True])
def test_gradcheck(signed):
    torch.manual_seed(0)
    weights = [torch.randn(3, 4, dtype=torch.double, requires_grad=True) for _ in range(2)]
    assert torch.autograd.gradcheck(lambda a, b: multi_view_loss(a, b, signed), weights)


def test_half_precision_is_lifted():
    weights1, weights2 = torch.randn(2, 3, 5).bfloat16()
    expected = multi_view_loss(weights1.float(), weights2.float(), signed=False)
    torch.testing.assert_close(multi_view_loss(weights1, weights2, signed=False), expected)


def test_module_weighs_the_function():
    weights1, weights2 = torch.randn(2, 3, 5)
    module = MultiViewLoss(signed=True, loss_weight=400.)
    expected = 400 * multi_view_loss(weights1, weights2, signed=True)
    torch.testing.assert_close(module(weights1, weights2), expected)


def test_refuses_different_widths_and_says_what_to_do():
    with pytest.raises(ValueError, match='LinearNeck'):
        multi_view_loss(torch.zeros(3, 5), torch.zeros(3, 6), signed=False)
