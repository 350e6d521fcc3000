import numpy as np
import pytest
import torch
from reference import bce, selective_weights

from mlcr_mm.models.losses import SelectiveBCELoss, selective_bce_loss

FRACTIONS = [.2, .3, .5, .1]


@pytest.mark.parametrize('reduction', ['mean', 'sum'])
@pytest.mark.parametrize('balanced', [False, True])
def test_equals_reference(random_labels, reduction, balanced):
    labels = random_labels(40, 4)
    logits = 3 * torch.randn(40, 4, dtype=torch.double)
    torch.manual_seed(3)
    fractions = torch.tensor(FRACTIONS) if balanced else None
    actual = selective_bce_loss(logits, labels, fractions, 1., reduction).item()
    if balanced:
        torch.manual_seed(3)
        keys = torch.rand(labels.shape)
        weights = selective_weights(labels.numpy(), FRACTIONS, 1., keys.numpy())
    else:
        weights = np.ones(labels.shape)
    expected = bce(logits.tolist(), labels.tolist(), weights, reduction)
    assert actual == pytest.approx(expected, abs=1e-7)


def test_sum_is_c_times_mean_when_all_is_known(random_labels):
    labels = random_labels(30, 5, unknown=0)
    logits = torch.randn(30, 5)
    mean, total = (selective_bce_loss(logits, labels, None, 1., r) for r in ('mean', 'sum'))
    torch.testing.assert_close(total, 5 * mean)


def test_unknown_labels_do_not_count(random_labels):
    labels = random_labels(20, 3)
    logits = torch.randn(20, 3, requires_grad=True)
    selective_bce_loss(logits, labels, None, 1., 'sum').backward()
    assert (logits.grad[labels == -1] == 0).all()
    assert (logits.grad[labels != -1] != 0).all()


@pytest.mark.parametrize('fraction', [None, .3])
@pytest.mark.parametrize('reduction', ['mean', 'sum'])
def test_nothing_labelled_is_a_zero_with_a_graph(fraction, reduction):
    logits = torch.randn(6, 3, requires_grad=True)
    loss = selective_bce_loss(logits, torch.full((6, 3), -1.), fraction, 1., reduction)
    loss.backward()
    assert loss.item() == 0
    assert torch.equal(logits.grad, torch.zeros(6, 3))


@pytest.mark.parametrize('dtype', [torch.float32, torch.float16, torch.bfloat16])
def test_is_finite_at_extreme_logits(dtype):
    logits = torch.tensor([[100., -100., 100.], [-100., 100., 0.]], dtype=dtype, requires_grad=True)
    labels = torch.tensor([[0., 1., -1.], [0., 1., -1.]])
    loss = selective_bce_loss(logits, labels, .5, 1., 'mean')
    loss.backward()
    assert loss.dtype == torch.float32
    assert torch.isfinite(loss) and torch.isfinite(logits.grad).all()


def test_gradcheck(random_labels):
    labels = random_labels(5, 4)
    logits = torch.randn(5, 4, dtype=torch.double, requires_grad=True)

    def loss(x):
        torch.manual_seed(0)  # the same negatives in every evaluation
        return selective_bce_loss(x, labels, torch.tensor(FRACTIONS), 1., 'mean')

    assert torch.autograd.gradcheck(loss, (logits, ))


def test_module_weighs_the_function(random_labels):
    labels, logits = random_labels(30, 4), torch.randn(30, 4)
    module = SelectiveBCELoss(FRACTIONS, boundary=2., reduction='sum', loss_weight=3.)
    torch.manual_seed(5)
    actual = module(logits, labels)
    torch.manual_seed(5)
    expected = 3 * selective_bce_loss(logits, labels, torch.tensor(FRACTIONS), 2., 'sum')
    torch.testing.assert_close(actual, expected)
    assert not module.state_dict()  # a hyper-parameter, not a weight


def test_none_returns_the_terms(random_labels):
    labels, logits = random_labels(8, 3), torch.randn(8, 3)
    assert selective_bce_loss(logits, labels, None, 1., 'none').shape == (8, 3)


def test_refuses_bad_arguments():
    zeros = torch.zeros(2, 3)
    with pytest.raises(ValueError, match='reduction'):
        selective_bce_loss(zeros, zeros, None, 1., 'average')
    with pytest.raises(ValueError, match='num_classes'):
        selective_bce_loss(zeros, torch.zeros(2, 4), None, 1., 'mean')
    with pytest.raises(ValueError, match='positive_fraction'):
        SelectiveBCELoss(positive_fraction=30)
    for boundary in (-1, 0, float('nan')):
        with pytest.raises(ValueError, match='boundary must be > 0'):
            SelectiveBCELoss(positive_fraction=.5, boundary=boundary)
