import pytest
import torch
from reference import consistency

from mlcr_mm.models.losses import ConsistencyLoss, consistency_loss


def test_equals_reference():
    logits, teacher_logits = 3 * torch.randn(2, 20, 4, dtype=torch.double)
    expected = consistency(logits.numpy(), teacher_logits.numpy())
    assert consistency_loss(logits, teacher_logits).item() == pytest.approx(expected, abs=1e-12)


def test_gradient_reaches_only_the_student():
    logits, teacher_logits = (torch.randn(5, 3, requires_grad=True) for _ in range(2))
    consistency_loss(logits, teacher_logits).backward()
    assert logits.grad.abs().min() > 0
    assert teacher_logits.grad is None


def test_gradcheck():
    logits, teacher_logits = torch.randn(2, 5, 3, dtype=torch.double)
    assert torch.autograd.gradcheck(
        lambda x: consistency_loss(x, teacher_logits), logits.requires_grad_())


@pytest.mark.parametrize('dtype', [torch.float32, torch.float16, torch.bfloat16])
def test_is_finite_at_extreme_logits(dtype):
    logits = torch.tensor([[100., -100., 100.]], dtype=dtype, requires_grad=True)
    loss = consistency_loss(logits, torch.tensor([[100., 100., -100.]], dtype=dtype))
    loss.backward()
    assert loss.dtype == torch.float32
    assert loss.item() == pytest.approx(2 / 3)
    assert torch.isfinite(logits.grad).all()


def test_module_weighs_the_function():
    logits, teacher_logits = torch.randn(2, 5, 3)
    torch.testing.assert_close(
        ConsistencyLoss(loss_weight=7.)(logits, teacher_logits),
        7 * consistency_loss(logits, teacher_logits))


def test_refuses_other_shapes():
    with pytest.raises(ValueError, match=r'\(2, 3\) and \(2, 4\)'):
        consistency_loss(torch.zeros(2, 3), torch.zeros(2, 4))
