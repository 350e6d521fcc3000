import pytest
import torch

from mlcr_mm.models import DualViewHead
from mlcr_mm.models.heads import targets
from mlcr_mm.models.losses import co_regularization_loss, multi_view_loss, selective_bce_loss

N, C, D = 6, 3, 4


def make_head(**kwargs):
    return DualViewHead(
        num_classes=C,
        in_channels=D,
        loss_multi_view=dict(type='MultiViewLoss', loss_weight=400.),
        loss_co_regularization=dict(type='CoRegularizationLoss', loss_weight=100.),
        **kwargs)


@pytest.fixture
def feats():
    return [(torch.randn(N, D), ) for _ in range(2)]


def test_losses_are_the_terms_of_equation_5(feats, data_samples):
    head, samples = make_head(), data_samples(N, C)
    losses = head.loss(feats, samples)
    labels = torch.stack([sample.gt_score for sample in samples])
    logits = [fc(feat[0]) for fc, feat in zip(head.classifiers, feats)]
    rows = [torch.cat([fc.weight, fc.bias[:, None]], dim=1) for fc in head.classifiers]
    recognition = sum(selective_bce_loss(x, labels, None, 1., 'mean') for x in logits) / 2
    torch.testing.assert_close(losses['loss_recognition'], recognition)
    torch.testing.assert_close(losses['loss_multi_view'], 400 * multi_view_loss(*rows, False))
    torch.testing.assert_close(losses['loss_co_regularization'],
                               100 * co_regularization_loss(*logits))
    assert losses['labeled_images'] == (labels != -1).any(dim=1).sum()


def test_unlabelled_images_teach_through_co_regularization_only(feats, data_samples):
    head, samples = make_head(), data_samples(N, C)
    for sample in samples:
        sample.gt_score.fill_(-1)
    losses = head.loss(feats, samples)
    assert losses['loss_recognition'].item() == 0
    losses['loss_co_regularization'].backward()
    assert all(fc.weight.grad.abs().sum() > 0 for fc in head.classifiers)


def test_losses_can_be_left_out(feats, data_samples):
    head = DualViewHead(num_classes=C, in_channels=D)
    assert set(head.loss(feats, data_samples(N, C))) == {'loss_recognition', 'labeled_images'}


def test_prediction_is_the_mean_of_the_views(feats, data_samples):
    head = make_head()
    predictions = head.predict(feats, data_samples(N, C))
    views = torch.stack([fc(f[0]).sigmoid() for fc, f in zip(head.classifiers, feats)], dim=1)
    for sample, scores in zip(predictions, views):
        torch.testing.assert_close(sample.view_scores, scores)
        torch.testing.assert_close(sample.pred_score, scores.mean(dim=0))
        assert sample.pred_label.tolist() == (scores.mean(dim=0) >= .5).nonzero()[:, 0].tolist()


def test_views_may_have_different_widths(data_samples):
    head = DualViewHead(num_classes=C, in_channels=(4, 7))
    logits = head([(torch.randn(N, 4), ), (torch.randn(N, 7), )])
    assert logits.shape == (2, N, C)
    with pytest.raises(ValueError, match='in_channels is 4.*in_channels=7'):
        head([(torch.randn(N, 7), ), (torch.randn(N, 7), )])


def test_one_width_or_two():
    with pytest.raises(ValueError, match='one width or 2'):
        DualViewHead(num_classes=C, in_channels=(4, 4, 4))


def test_self_training_pulls_to_the_earlier_views_where_they_spoke(feats, data_samples):
    head = make_head(loss_self_training=dict(type='CoRegularizationLoss', loss_weight=10.))
    samples = data_samples(N, C)
    assert head.loss(feats, samples)['loss_self_training'].item() == 0
    previous = torch.randn(2, C)
    for place, row in zip((1, 4), previous):
        samples[place].set_field(row, 'previous_logits')
    views = [fc(feat[0])[[1, 4]] for fc, feat in zip(head.classifiers, feats)]
    expected = 10 * sum(co_regularization_loss(view, previous) for view in views) / 2
    torch.testing.assert_close(head.loss(feats, samples)['loss_self_training'], expected)


def test_self_training_is_the_mean_over_the_images_of_all_processes(
        feats, data_samples, monkeypatch):
    head = make_head(loss_self_training=dict(type='CoRegularizationLoss'))
    samples = data_samples(N, C)
    for place in (0, 1, 2, 4):
        samples[place].set_field(torch.randn(C), 'previous_logits')
    alone = head.loss(feats, samples)['loss_self_training']
    monkeypatch.setattr(targets, 'get_world_size', lambda: 2)
    monkeypatch.setattr(targets, 'all_reduce', lambda data, op: data.fill_(2))  # of 3 and 1
    processes = [head.loss([(feat[0][mine], ) for feat in feats], samples[mine])
                 ['loss_self_training'] for mine in (slice(0, 3), slice(3, N))]
    torch.testing.assert_close(sum(processes) / 2, alone)


def test_a_loss_that_is_off_is_zero_and_not_computed(feats, data_samples):
    head = make_head(loss_self_training=dict(type='CoRegularizationLoss'))
    names = ('loss_multi_view', 'loss_co_regularization', 'loss_self_training')
    for name in names:
        head.schedule_loss(name, 0.)
        getattr(head, name).forward = None  # would fail if it were called
    losses = head.loss(feats, data_samples(N, C))
    assert [losses[name].item() for name in names] == [0, 0, 0]
