import pytest
import torch
from reference import pseudo_label

from mlcr_mm.models.losses import PseudoLabelLoss, assign_pseudo_labels, pseudo_label_loss

POSITIVE, NEGATIVE = [.9, .8, .6, .95], [.1, .3, .2, .05]


@pytest.mark.parametrize('positive, negative', [(POSITIVE, NEGATIVE), ([.9] * 4, [.2] * 4)])
def test_equals_reference(random_labels, positive, negative):
    labels = random_labels(40, 4, unknown=.6)
    weak, strong = 3 * torch.randn(2, 40, 4, dtype=torch.double)
    thresholds = torch.tensor(positive), torch.tensor(negative)
    if len(set(positive)) == 1:
        thresholds = positive[0], negative[0]
    loss, confident = pseudo_label_loss(weak, strong, labels, *thresholds)
    expected = pseudo_label(weak.tolist(), strong.tolist(), labels.tolist(), positive, negative)
    assert (loss.item(), confident.item()) == pytest.approx(expected, abs=1e-6)
    assert 0 < confident < 1


def test_codes_of_pseudo_labels():
    logits = torch.tensor([[3., -3., 0., 3., -3.]])
    labels = torch.tensor([[-1., -1., -1., 0., 1.]])
    codes = assign_pseudo_labels(logits, labels, .9, .1)
    assert codes.tolist() == [[1, 0, -1, -1, -1]]


def test_gradient_reaches_only_strong_confident_unknown_entries():
    weak = torch.tensor([[5., -5., 0., 5.]], requires_grad=True)
    strong = torch.zeros(1, 4, requires_grad=True)
    loss, _ = pseudo_label_loss(weak, strong, torch.tensor([[-1., -1., -1., 0.]]), .95, .05)
    loss.backward()
    assert weak.grad is None
    # Towards present and absent; divided by the three unknown entries, of which two are confident.
    torch.testing.assert_close(strong.grad, torch.tensor([[-.5, .5, 0., 0.]]) / 3)


@pytest.mark.parametrize('labels', [-1., 1.], ids=['nothing confident', 'nothing unknown'])
def test_nothing_to_learn_is_a_zero_with_a_graph(labels):
    strong = torch.randn(6, 3, requires_grad=True)
    weak = torch.zeros(6, 3) if labels == -1 else torch.full((6, 3), 9.)
    loss, confident = pseudo_label_loss(weak, strong, torch.full((6, 3), labels), .95, .05)
    loss.backward()
    assert loss.item() == confident.item() == 0
    assert torch.equal(strong.grad, torch.zeros(6, 3))


@pytest.mark.parametrize('dtype', [torch.float32, torch.float16, torch.bfloat16])
def test_is_finite_at_extreme_logits(dtype):
    weak = torch.tensor([[100., -100., 100., -100.]], dtype=dtype)
    strong = torch.tensor([[-100., 100., 100., -100.]], dtype=dtype, requires_grad=True)
    loss, confident = pseudo_label_loss(weak, strong, torch.full((1, 4), -1.), .95, .05)
    loss.backward()
    assert loss.dtype == torch.float32
    assert loss.item() == pytest.approx(50) and confident == 1
    assert torch.isfinite(strong.grad).all()


def test_gradcheck(random_labels):
    labels = random_labels(5, 4, unknown=.6)
    weak, strong = 3 * torch.randn(2, 5, 4, dtype=torch.double)
    assert torch.autograd.gradcheck(
        lambda x: pseudo_label_loss(weak, x, labels, .7, .3)[0], strong.requires_grad_())


def test_module_weighs_the_function(random_labels):
    labels = random_labels(30, 4)
    weak, strong = 3 * torch.randn(2, 30, 4)
    module = PseudoLabelLoss(POSITIVE, NEGATIVE, loss_weight=3.)
    loss, confident = module(weak, strong, labels)
    expected, share = pseudo_label_loss(
        weak, strong, labels, torch.tensor(POSITIVE), torch.tensor(NEGATIVE))
    torch.testing.assert_close(loss, 3 * expected)
    assert confident == share
    assert not module.state_dict()  # hyper-parameters, not weights


@pytest.mark.parametrize('positive, negative', [(95, .05), (.5, .5), ([.9, .2], .3), (.9, -.1)])
def test_refuses_thresholds_out_of_order(positive, negative):
    with pytest.raises(ValueError, match='negative_threshold < positive_threshold'):
        PseudoLabelLoss(positive, negative)


def test_refuses_other_shapes():
    with pytest.raises(ValueError, match='num_classes'):
        pseudo_label_loss(torch.zeros(2, 3), torch.zeros(2, 3), torch.zeros(2, 4), .9, .1)
