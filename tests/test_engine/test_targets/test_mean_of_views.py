import numpy as np
import pytest
import torch
from scipy.special import expit, logit
from training_doubles import LABELS, model_config

from mlcr_mm.engine import MeanOfViews
from mlcr_mm.registry import MODELS, TASK_UTILS


@pytest.fixture
def predictions(rng):
    """Logits (rounds, V, N, C); the last image cannot be read."""
    logits = rng.normal(scale=3, size=(3, 2, 6, 3)).astype(np.float32)
    logits[:, :, -1] = np.nan
    return logits


def mean_logits(views):
    return logit(expit(views.astype(np.float64)).mean(axis=0))


def test_targets_are_the_mean_probability_of_the_views(predictions):
    targets = TASK_UTILS.build(dict(type='MeanOfViews'))
    line = targets.update(predictions[0], LABELS)
    assert targets.values.shape == (6, 3) and targets.values.dtype == torch.float32
    np.testing.assert_allclose(targets.values[:-1], mean_logits(predictions[0])[:-1], rtol=1e-4,
                               atol=1e-5)
    assert targets.values[-1].isnan().all()
    assert line == 'targets for 6 unlabelled images: the mean of the predictions of 2 views'


def test_later_targets_are_the_mean_of_all_views_so_far(predictions):
    targets = MeanOfViews()
    for views in predictions:
        targets.update(views, LABELS)
    expected = mean_logits(predictions.reshape(6, 6, 3))
    np.testing.assert_allclose(targets.values, expected, rtol=1e-4, atol=1e-5)
    assert targets.num_views == 6


def test_targets_have_the_shares_of_the_labels(predictions):
    labels = np.array([[1, 0, -1], [0, 0, 1], [1, 0, 0], [1, 1, 0]], np.float32)
    targets = MeanOfViews(match_label_shares=True)
    targets.update(predictions[0], labels)
    # Of 5 readable images 3/4, 1/4 and 1/3; the quantile may be one of the values, now 0.
    assert (targets.values[:-1] > 0).sum(dim=0).tolist() == [3, 1, 2]


def test_temperature_sharpens_what_an_image_carries_and_not_the_mean(predictions):
    plain, sharp = MeanOfViews(), MeanOfViews(temperature=.5)
    for views in predictions:
        plain.update(views, LABELS)
        sharp.update(views, LABELS)
    assert torch.equal(plain.values[:-1], sharp.values[:-1])
    assert torch.equal(sharp.target(sharp.values[0]), 2 * plain.target(plain.values[0]))
    with pytest.raises(ValueError, match='temperature must be above 0, got 0'):
        MeanOfViews(temperature=0)
    with pytest.raises(ValueError, match="temperature must be above 0, got 'warm'"):
        MeanOfViews(temperature='warm')
    with pytest.raises(ValueError, match='every must be a whole number >= 1 or None, got 2.5'):
        MeanOfViews(every=2.5)
    with pytest.raises(ValueError, match='every must be a whole number >= 1 or None, got True'):
        MeanOfViews(every=True)


@pytest.mark.parametrize('switch', ['match_label_shares', 'remove_subject_offsets'])
def test_a_switch_is_true_or_false(switch):
    for wrong in ('no', 1, None):
        with pytest.raises(ValueError, match=f'MeanOfViews: {switch} must be True or False, got '):
            MeanOfViews(**{switch: wrong})


def test_each_view_is_moved_before_the_mean(predictions):
    labels = np.array([[1, 0, -1], [0, 0, 1], [1, 0, 0], [1, 1, 0]], np.float32)
    plain, biased = MeanOfViews(match_label_shares=True), MeanOfViews(match_label_shares=True)
    plain.update(predictions[0], labels)
    biased.update(predictions[0] + np.array([4., -3.], np.float32)[:, None, None], labels)
    torch.testing.assert_close(plain.values[:-1], biased.values[:-1], rtol=1e-4, atol=1e-4)


def test_a_resumed_run_goes_on_with_the_mean(predictions):
    whole, resumed = MeanOfViews(every=2), MeanOfViews(every=2)
    whole.update(predictions[0], LABELS)
    resumed.load_state_dict(whole.state_dict(), 6)
    for targets in (whole, resumed):
        targets.update(predictions[1], LABELS)
    assert torch.equal(resumed.values[:-1], whole.values[:-1]) and resumed.num_views == 4
    assert not resumed.is_final


def test_needs_a_loss_that_learns_from_them():
    MeanOfViews().check(MODELS.build(model_config(
        loss_self_training=dict(type='CoRegularizationLoss'))))
    for model in (MODELS.build(model_config()), torch.nn.Linear(1, 1)):
        with pytest.raises(TypeError, match='MeanOfViews.* needs model=.*loss_self_training=dict'):
            MeanOfViews().check(model)
