import pytest
import torch
from training_doubles import LabeledPart, model_config, semi_supervised

from mlcr_mm.engine.phases.aligned_losses import (
    aligned_losses,
    load_training_states,
    tell_label_shares,
    training_states,
)
from mlcr_mm.registry import MODELS

ALIGNED = dict(type='ShareAlignedCoRegularizationLoss', loss_weight=2.)


def test_finds_losses_that_align():
    model = MODELS.build(model_config(loss_co_regularization=ALIGNED))
    assert list(aligned_losses(model)) == ['loss_co_regularization']
    assert not aligned_losses(MODELS.build(model_config()))


@pytest.mark.parametrize('dataset', [LabeledPart(), semi_supervised()])
def test_tells_the_shares_of_the_labelled_images(dataset):
    model = MODELS.build(model_config(loss_co_regularization=ALIGNED))
    tell_label_shares(model, dataset)
    expected = torch.tensor([.5, .25, torch.nan])  # of LABELS, counted by hand
    torch.testing.assert_close(model.head.loss_co_regularization.label_shares, expected,
                               equal_nan=True)


def test_says_which_loss_needs_the_labels():
    model = MODELS.build(model_config(loss_co_regularization=ALIGNED))
    with pytest.raises(TypeError, match='model.head.loss_co_regularization needs them'):
        tell_label_shares(model, torch.utils.data.TensorDataset(torch.zeros(2)))


def test_states_go_from_one_model_to_another():
    first, second = (MODELS.build(model_config(loss_co_regularization=ALIGNED)) for _ in range(2))
    logits = torch.randn(2, 8, first.head.num_classes)
    for model in (first, second):
        loss = model.head.loss_co_regularization
        loss.set_label_shares(torch.full((first.head.num_classes, ), .3))
    first.head.loss_co_regularization(*logits)
    load_training_states(second, training_states(first))
    assert torch.equal(first.head.loss_co_regularization.thresholds,
                       second.head.loss_co_regularization.thresholds)
    load_training_states(second, {})  # of a run without such a loss
