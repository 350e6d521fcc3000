import pytest
import torch
from reference import gcn, normalized_adjacency

from mlcr_mm.models import GCNHead
from mlcr_mm.models.graph import (
    GraphSettings,
    fold_state_dict,
    graph_classifiers,
    has_started_graph,
)

C, D = 3, 4
LINKS = [[1, .5, 0], [.2, 1, 0], [0, .1, 1]]
KINDS = [dict(), dict(normalize='released', gcn=dict(negative_slope=.05, hidden_channels=2)),
         dict(normalize=None, gcn=dict(residual=True))]


def trained_head(**kwargs):
    """In the stage of the graph, with weights that are no start."""
    head = GCNHead(num_classes=C, in_channels=D, adjacency=LINKS, **kwargs)
    head.start_graph()
    with torch.no_grad():
        for parameter in head.parameters():
            parameter.normal_()
    return head


@pytest.fixture
def feats():
    return [(torch.randn(6, D), ) for _ in range(2)]


@pytest.mark.parametrize('kind', KINDS)
def test_a_state_dict_alone_gives_the_classifiers(kind):
    head = trained_head(**kind)
    settings = head.gcn.graph_settings
    weights = [head.gcn.weight0.detach().numpy(), head.gcn.weight1.detach().numpy()]
    adjacency = normalized_adjacency(LINKS, kind.get('normalize', 'symmetric'))
    for initial, actual in zip(head.initial_classifiers.numpy(),
                               graph_classifiers(head.state_dict(), prefix='')):
        expected = gcn(initial, adjacency, *weights, settings.negative_slope)
        expected = expected + (initial if settings.residual else 0)
        torch.testing.assert_close(actual, torch.tensor(expected, dtype=torch.float32))


@pytest.mark.parametrize('kind', KINDS)
def test_folded_state_dict_predicts_the_same_in_the_first_stage(kind, feats):
    head = trained_head(**kind)
    state = {f'head.{name}': tensor for name, tensor in head.state_dict().items()}
    before = {name: tensor.clone() for name, tensor in state.items()}
    folded = fold_state_dict(state)
    assert not has_started_graph(folded) and folded.keys() == state.keys()
    assert all(torch.equal(state[name], before[name]) for name in state)
    fresh = GCNHead(num_classes=C, in_channels=D, **kind)
    fresh.load_state_dict({name[5:]: tensor for name, tensor in folded.items()})
    assert not fresh.graph_started and not fresh.adjacency.any()
    torch.testing.assert_close(fresh(feats), head(feats), atol=1e-6, rtol=0)
    head.fold_graph()
    for name in ('classifiers.0.weight', 'classifiers.1.bias', 'stage', 'initial_classifiers'):
        assert torch.equal(folded[f'head.{name}'], head.state_dict()[name])


def test_nothing_to_fold_keeps_every_value():
    head = GCNHead(num_classes=C, in_channels=D, adjacency=LINKS)
    state = head.state_dict(prefix='head.')
    assert fold_state_dict(state) == dict(state)
    plain = {'head.classifiers.0.weight': torch.zeros(C, D)}
    assert fold_state_dict(plain) == plain


def test_a_state_dict_of_an_older_version_needs_the_settings_of_its_config():
    head = trained_head(normalize='released')
    state = head.state_dict(prefix='head.')
    complete = graph_classifiers(state)
    del state['head.gcn.settings']
    with pytest.raises(ValueError, match='head.gcn.settings.*of its config'):
        fold_state_dict(state)
    given = graph_classifiers(state, settings=GraphSettings('released', .2, False))
    assert all(map(torch.equal, given, complete))
