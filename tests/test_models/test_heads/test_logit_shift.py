import copy

import numpy as np
import pytest
import torch
from reference import sigmoid

from mlcr_mm.registry import MODELS

ADJACENCY = [[1., .5, 0.], [.2, 1., .1], [.3, .2, 1.]]
HEADS = {
    'RecognitionHead': dict(), 'PseudoLabelHead': dict(), 'ConsistencyHead': dict(),
    'DualViewHead': dict(), 'CoTrainingHead': dict(), 'GCNHead': dict(adjacency=ADJACENCY),
}
TWO_VIEWS = ('DualViewHead', 'CoTrainingHead', 'GCNHead')


def build(name):
    head = MODELS.build(dict(type=name, num_classes=3, in_channels=5, **HEADS[name]))
    head.init_weights()
    if name == 'GCNHead':
        head.start_graph()
    return head


def features(name, num_images=4):
    views = torch.randn(2, num_images, 5) * 100  # far from a probability of 0.5
    return [(view, ) for view in views] if name in TWO_VIEWS else (views[0], )


def views_of(sample, field):
    """Scores ``(V, C)``."""
    names = dict(pred='pred_score', raw='uncalibrated_score')
    views = dict(pred='view_scores', raw='uncalibrated_view_scores')
    return sample.get(views[field], sample.get(names[field])[None])


@pytest.mark.parametrize('name', HEADS)
def test_scores_are_shifted_and_the_raw_ones_stand_beside(name):
    head, feats = build(name), features(name)
    with torch.no_grad():
        head.logit_shift.copy_(torch.randn(head.logit_shift.shape))
        logits, samples = head(feats), head.predict(feats)
    logits = logits if name in TWO_VIEWS else logits[None]
    shifts = head.logit_shift.reshape(len(logits), 3)
    for n, sample in enumerate(samples):
        raw = [[sigmoid(float(x)) for x in view[n]] for view in logits]
        pred = [[sigmoid(float(x + s)) for x, s in zip(view[n], shift)]
                for view, shift in zip(logits, shifts)]
        np.testing.assert_allclose(views_of(sample, 'raw'), raw, rtol=1e-5, atol=1e-7)
        np.testing.assert_allclose(views_of(sample, 'pred'), pred, rtol=1e-5, atol=1e-7)
        np.testing.assert_allclose(sample.uncalibrated_score, np.mean(raw, axis=0), rtol=1e-5)
        np.testing.assert_allclose(sample.pred_score, np.mean(pred, axis=0), rtol=1e-5)
        assert sample.pred_label.tolist() == np.flatnonzero(np.mean(pred, axis=0) >= .5).tolist()


@pytest.mark.parametrize('name', HEADS)
def test_without_a_shift_both_scores_are_equal(name):
    head, feats = build(name), features(name)
    assert not head.logit_shift.any()
    for sample in head.predict(feats):
        assert torch.equal(sample.pred_score, sample.uncalibrated_score)


@pytest.mark.parametrize('name', HEADS)
def test_losses_do_not_see_the_shift(name, data_samples):
    head, feats, samples = build(name), features(name), data_samples(4, 3)
    torch.manual_seed(0)
    before = head.loss(feats, samples)
    head.logit_shift.fill_(7.)
    torch.manual_seed(0)
    assert {key: float(loss.detach()) for key, loss in head.loss(feats, samples).items()} == {
        key: float(loss.detach()) for key, loss in before.items()}


@pytest.mark.parametrize('name', HEADS)
def test_folded_head_says_the_same(name):
    head, feats = build(name), features(name)
    head.logit_shift.copy_(torch.randn(head.logit_shift.shape))
    folded = copy.deepcopy(head)
    folded.fold_logit_shift()
    assert not folded.logit_shift.any()
    with torch.no_grad():
        logits = folded(feats)
        for before, after in zip(head.predict(feats), folded.predict(feats)):
            torch.testing.assert_close(after.pred_score, before.pred_score, rtol=0, atol=1e-6)
    expected = head.shift_logits(head(feats))
    torch.testing.assert_close(logits, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize('name', HEADS)
def test_old_state_dict_means_no_shift(name):
    head = build(name)
    old = {key: value for key, value in head.state_dict().items() if key != 'logit_shift'}
    head.logit_shift.fill_(3.)
    head.load_state_dict(old)
    assert not head.logit_shift.any()


def test_shift_is_in_the_state_dict_and_stays_without_the_graph():
    head, feats = build('GCNHead'), features('GCNHead')
    head.logit_shift.copy_(torch.randn(2, 3))
    other = build('GCNHead')
    other.load_state_dict(head.state_dict())
    assert torch.equal(other.logit_shift, head.logit_shift)
    expected = torch.stack([sample.view_scores for sample in head.predict(feats)])
    plain = head.without_graph()
    head.fold_graph()
    for model in (plain, head):
        scores = torch.stack([sample.view_scores for sample in model.predict(feats)])
        torch.testing.assert_close(scores, expected)
