"""PhaseHook: the label graph, and a model that cannot learn."""
import pytest
import torch
from phase_runs import PHASES, gcn_runner, started
from training_doubles import LABELS, NUM_CLASSES, Part, batch_of, make_runner, model_config

from mlcr_mm.datasets import SemiSupervisedDataset
from mlcr_mm.models.graph import adjacency_from_labels

pytestmark = pytest.mark.usefixtures('predictions')


def test_adjacency_comes_from_the_training_labels_unless_it_is_given():
    runner = gcn_runner()
    started(runner, [0])
    assert torch.equal(runner.model.head.adjacency, adjacency_from_labels(torch.tensor(LABELS)))
    given = torch.rand(NUM_CLASSES, NUM_CLASSES)
    runner = make_runner(model_config('GCNHead', adjacency=given))
    started(runner, [0], dict(graph=dict(epochs=1, graph=True)))
    assert torch.equal(runner.model.head.adjacency, given)
    unlabeled_only = make_runner(model_config('GCNHead'), SemiSupervisedDataset(Part(2), Part(3)))
    with pytest.raises(TypeError, match='Part has no .*: set model.head.adjacency to a matrix'):
        started(unlabeled_only, (), dict(graph=dict(epochs=1, graph=True)))


def test_a_graph_that_has_begun_is_left_alone():
    runner = gcn_runner(epoch=5)
    head = runner.model.head
    head.set_adjacency(torch.eye(NUM_CLASSES))
    head.start_graph()
    initial = head.initial_classifiers.clone()
    with torch.no_grad():
        head.classifiers[0].weight.add_(1)
    phases = dict(PHASES, graph=dict(epochs=3, graph=True))
    started(runner, [6, 7], phases)
    assert torch.equal(head.initial_classifiers, initial)
    assert torch.equal(head.adjacency, torch.eye(NUM_CLASSES))


def test_a_dead_model_ends_the_training_at_its_first_labelled_batch():
    runner = gcn_runner()
    hook = started(runner, [0])
    hook.before_train_iter(runner, 0, batch_of(7))
    hook.after_train_iter(runner, 0)  # nothing could be learned from this one
    hook.before_train_iter(runner, 1, batch_of(0, labels=(1., 0., -1.)))
    with pytest.raises(RuntimeError, match='no parameter got a gradient .* train_cfg.labeled'):
        hook.after_train_iter(runner, 1)
    hook.before_train_iter(runner, 1, batch_of(0, labels=(1., 0., -1.)))
    sum(parameter.sum() for parameter in runner.model.parameters()).backward()
    hook.after_train_iter(runner, 1)
