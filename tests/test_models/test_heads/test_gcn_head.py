import pytest
import torch
from reference import gcn

from mlcr_mm.models import GCNHead
from mlcr_mm.models.graph import normalize_adjacency

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


@pytest.mark.parametrize('normalize', [True, False])
def test_stage_2_classifies_with_the_output_of_the_gcn(feats, normalize):
    head = make_head(normalize=normalize).double()
    initial = [weights.detach().numpy() for weights in head.classifier_weights()]
    head.begin_graph_stage()
    adjacency = normalize_adjacency(head.adjacency) if normalize else head.adjacency
    for weights, w0 in zip(head.classifier_weights(), initial):
        expected = gcn(w0, adjacency.numpy(), head.gcn.weight0.detach().numpy(),
                       head.gcn.weight1.detach().numpy(), 0.2)
        torch.testing.assert_close(weights.detach(), torch.tensor(expected))


def test_stage_2_drops_the_multi_view_loss_and_trains_the_gcn(feats, data_samples):
    head, samples = make_head(), data_samples(N, C)
    assert head.loss(feats, samples)['loss_multi_view'] > 0
    head.begin_graph_stage()
    losses = head.loss(feats, samples)
    assert losses['loss_multi_view'] == 0
    losses['loss_recognition'].backward()
    assert head.gcn.weight0.grad.abs().sum() > 0
    assert head.classifiers[0].weight.grad is None


def test_state_dict_alone_decides_a_prediction(feats):
    trained = make_head()
    trained.begin_graph_stage()
    fresh = GCNHead(num_classes=C, in_channels=D, loss_multi_view=dict(type='MultiViewLoss'))
    fresh.load_state_dict(trained.state_dict())
    assert fresh.in_graph_stage
    assert torch.equal(fresh(feats), trained(feats))


def test_w0_is_a_snapshot(feats):
    head = make_head()
    head.begin_graph_stage()
    before = head(feats)
    with torch.no_grad():
        head.classifiers[0].weight.add_(1)
    assert torch.equal(head(feats), before)


def test_needs_an_adjacency_matrix():
    head = GCNHead(num_classes=C, in_channels=D)
    assert head.needs_adjacency
    with pytest.raises(RuntimeError, match='model.head.adjacency'):
        head.begin_graph_stage()


def test_views_of_different_widths_say_what_to_do():
    with pytest.raises(ValueError, match='LinearNeck'):
        GCNHead(num_classes=C, in_channels=(4, 5))
