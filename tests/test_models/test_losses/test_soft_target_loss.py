import numpy as np
import pytest
import torch
from scipy.special import expit, xlogy

from mlcr_mm.models.losses import SoftTargetLoss, soft_target_loss


def test_equals_cross_entropy_of_probabilities():
    logits, targets = 3 * torch.randn(2, 20, 4, dtype=torch.double)
    p, t = expit(logits.numpy()), expit(targets.numpy())
    expected = -np.mean(xlogy(t, p) + xlogy(1 - t, 1 - p))
    assert soft_target_loss(logits, targets).item() == pytest.approx(expected, abs=1e-12)


def test_its_minimum_is_the_target():
    target = torch.randn(5, 3, dtype=torch.double)
    logits = target.clone().requires_grad_()
    soft_target_loss(logits, target).backward()
    torch.testing.assert_close(logits.grad, torch.zeros_like(target))


def test_gradient_reaches_the_prediction_only():
    logits, targets = (torch.randn(5, 3, requires_grad=True) for _ in range(2))
    soft_target_loss(logits, targets).backward()
    assert logits.grad.abs().min() > 0 and targets.grad is None


@pytest.mark.parametrize('dtype', [torch.float32, torch.float16, torch.bfloat16])
def test_is_finite_at_extreme_logits(dtype):
    logits = torch.tensor([[100., -100., 100.]], dtype=dtype, requires_grad=True)
    loss = soft_target_loss(logits, torch.tensor([[100., 100., -100.]], dtype=dtype))
    loss.backward()
    assert loss.dtype == torch.float32 and loss.item() == pytest.approx(200 / 3)
    assert torch.isfinite(logits.grad).all()


def test_module_weighs_the_function():
    logits, targets = torch.randn(2, 5, 3)
    torch.testing.assert_close(SoftTargetLoss(loss_weight=7.)(logits, targets),
                               7 * soft_target_loss(logits, targets))


def test_refuses_other_shapes():
    with pytest.raises(ValueError, match=r'\(2, 3\) and \(2, 4\)'):
        soft_target_loss(torch.zeros(2, 3), torch.zeros(2, 4))
