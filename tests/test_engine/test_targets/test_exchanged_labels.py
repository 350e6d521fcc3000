import numpy as np
import pytest
import torch
from training_doubles import LABELS, model_config

from mlcr_mm.engine import ExchangedLabels
from mlcr_mm.pseudo_labels import select_confident
from mlcr_mm.registry import MODELS, TASK_UTILS

N = 10
PRIOR = np.array([.5, .25, np.nan])  # of LABELS


@pytest.fixture
def predictions(rng):
    """Logits of four times (4, V, N, C)."""
    return rng.normal(size=(4, 2, N, 3))


def test_each_view_gets_what_the_other_is_confident_of(predictions):
    targets = TASK_UTILS.build(dict(type='ExchangedLabels', confident_share=.6))
    line = targets.update(predictions[0], LABELS)
    for view, other in ((0, 1), (1, 0)):
        expected = select_confident(predictions[0][other], PRIOR, .6)
        np.testing.assert_array_equal(targets.values[:, view], expected)
    assert (targets.values[:, :, 2] == -1).all()  # nothing is known of the third label
    known = 100 * (targets.values != -1).float().mean()
    assert f'exchange 1 of labels between the views: {known:.1f} % of the labels of 10' in line
    assert '100.0 % changed' in line and 'they are stable' not in line


def test_new_labels_replace_the_old_ones(predictions):
    targets = ExchangedLabels(.6)
    for views in predictions:
        targets.update(views, LABELS)
    np.testing.assert_array_equal(targets.values[:, 0],
                                  select_confident(predictions[-1][1], PRIOR, .6))
    assert targets.times == 4 and not targets.is_final


def test_stable_labels_are_final(predictions):
    targets = ExchangedLabels(.6, every=1)
    targets.update(predictions[0], LABELS)
    line = targets.update(predictions[0] + 5, LABELS)  # the order is what counts
    assert targets.is_final and 'they are stable and stay' in line
    assert targets.is_due(3, 3) and not targets.is_due(4, 3)


def test_a_resumed_run_has_the_labels(predictions):
    targets, resumed = ExchangedLabels(.6), ExchangedLabels(.6)
    for _ in range(2):
        targets.update(predictions[0], LABELS)
    resumed.load_state_dict(targets.state_dict(), N)
    assert torch.equal(resumed.values, targets.values)
    assert (resumed.times, resumed.stable) == (2, True)


def test_needs_the_head_of_co_training():
    ExchangedLabels().check(MODELS.build(model_config('CoTrainingHead')))
    with pytest.raises(TypeError, match='CoTrainingHead.*got DualViewHead'):
        ExchangedLabels().check(MODELS.build(model_config()))


@pytest.mark.parametrize('wrong', [dict(confident_share=0.), dict(confident_share=1.1),
                                   dict(tolerance=-1.), dict(every=0)])
def test_bad_arguments_are_named(wrong):
    with pytest.raises(ValueError, match=f'ExchangedLabels: .*{next(iter(wrong))}'):
        ExchangedLabels(**wrong)
