import pytest
import torch
from reference import gcn, normalized_adjacency

from mlcr_mm.models import DualViewHead, GCNHead

N, C, D = 6, 3, 4


def make_head(**kwargs):
    kwargs = dict(adjacency=[[1, .5, 0], [.2, 1, 0], [0, .1, 1]], **kwargs)
    return GCNHead(
        num_classes=C, in_channels=D,
        loss_multi_view=dict(type='MultiViewLoss'), **kwargs)


@pytest.fixture
def feats():
    return [(torch.randn(N, D), ) for _ in range(2)]


def test_stage_1_is_a_plain_dual_view_head(feats):
    head = make_head()
    expected = torch.stack([fc(feat[0]) for fc, feat in zip(head.classifiers, feats)])
    torch.testing.assert_close(head(feats), expected)


@pytest.mark.parametrize('kwargs, normalize', [
    (dict(), 'symmetric'), (dict(normalize='released'), 'released'), (dict(normalize=None), None)])
def test_stage_2_classifies_with_the_output_of_the_gcn(kwargs, normalize):
    head = make_head(**kwargs).double()
    initial = [weights.detach().numpy() for weights in head.classifier_weights()]
    head.start_graph()
    adjacency = normalized_adjacency(head.adjacency.tolist(), normalize)
    for weights, w0 in zip(head.classifier_weights(), initial):
        expected = gcn(w0, adjacency, head.gcn.weight0.detach().numpy(),
                       head.gcn.weight1.detach().numpy(), 0.2)
        torch.testing.assert_close(weights.detach(), torch.tensor(expected))


def test_stage_2_drops_the_multi_view_loss_and_trains_the_gcn(feats, data_samples):
    head, samples = make_head(), data_samples(N, C)
    assert head.loss(feats, samples)['loss_multi_view'] > 0
    head.start_graph()
    losses = head.loss(feats, samples)
    assert losses['loss_multi_view'] == 0
    losses['loss_recognition'].backward()
    assert head.gcn.weight0.grad.abs().sum() > 0
    assert head.classifiers[0].weight.grad is None


def test_w0_is_a_snapshot(feats):
    head = make_head()
    head.start_graph()
    before = head(feats)
    with torch.no_grad():
        head.classifiers[0].weight.add_(1)
    assert torch.equal(head(feats), before)


def test_needs_an_adjacency_matrix():
    head = GCNHead(num_classes=C, in_channels=D)
    assert head.needs_adjacency
    with pytest.raises(RuntimeError, match='model.head.adjacency'):
        head.start_graph()


def test_views_of_different_widths_say_what_to_do():
    with pytest.raises(ValueError, match='LinearNeck'):
        GCNHead(num_classes=C, in_channels=(4, 5))


@pytest.mark.parametrize('normalize', [True, False])
def test_the_old_switch_says_what_to_write(normalize):
    with pytest.raises(ValueError, match="model.head.normalize must be 'released', 'symmetric'"):
        make_head(normalize=normalize)


def test_folding_keeps_the_predictions_and_goes_back_to_stage_1(feats, data_samples):
    head = make_head(normalize='released')
    head.fold_graph()  # nothing to do before the graph starts
    assert head.adjacency.any()
    head.start_graph()
    before = head(feats).detach()
    head.fold_graph()
    assert not head.graph_started
    assert not head.adjacency.any() and not head.initial_classifiers.any()
    torch.testing.assert_close(head(feats), before, atol=1e-6, rtol=0)
    losses = head.loss(feats, data_samples(N, C))
    assert losses['loss_multi_view'] > 0
    losses['loss_recognition'].backward()
    assert all(fc.weight.grad.abs().sum() > 0 for fc in head.classifiers)


def test_the_graph_can_begin_again_after_folding():
    given = make_head()
    given.start_graph()
    adjacency = given.adjacency.clone()
    given.fold_graph()
    given.start_graph()  # the config's matrix
    assert torch.equal(given.adjacency, adjacency)
    computed = GCNHead(num_classes=C, in_channels=D)
    computed.set_adjacency(adjacency)
    computed.start_graph()
    computed.fold_graph()
    with pytest.raises(RuntimeError, match='model.head.adjacency'):
        computed.start_graph()


def test_plain_head_predicts_the_same_and_can_be_exported(feats):
    head = make_head()
    head.start_graph()
    plain = head.eval().without_graph()
    assert type(plain) is DualViewHead and not plain.training
    torch.testing.assert_close(plain(feats), head(feats), atol=1e-6, rtol=0)
    program = torch.export.export(plain, (feats, ))
    torch.testing.assert_close(program.module()(feats), head(feats))
    assert head.graph_started
