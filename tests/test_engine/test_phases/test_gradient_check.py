import pytest
import torch
from mmpretrain.structures import DataSample
from training_doubles import NUM_CLASSES, batch_of, model_config

from mlcr_mm.engine.phases import Phase
from mlcr_mm.engine.phases.gradient_check import GradientCheck
from mlcr_mm.registry import MODELS

FIRST, SECOND = Phase('views', 0, 2), Phase('graph', 2, 1, graph=True)
LABELED = batch_of(0, labels=(1., 0., -1.))


def make_model(zero=False):
    """A model in the stage of the graph; with ``zero``, its classifiers were zero before."""
    torch.manual_seed(0)
    model = MODELS.build(model_config('GCNHead', adjacency=torch.eye(NUM_CLASSES)))
    model.init_weights()
    if zero:
        for parameter in model.head.classifiers.parameters():
            torch.nn.init.zeros_(parameter)
    model.head.start_graph()
    return model


def step(model):
    """Gradients of the loss of two labelled images."""
    labels = torch.tensor([[1., 0., 1.], [0., 1., -1.]])
    samples = [DataSample().set_gt_score(row) for row in labels]
    feats = model.extract_feat(torch.randn(2, 3, 32, 32))
    sum(value for name, value in model.head.loss(feats, samples).items()
        if name.startswith('loss')).backward()


def test_a_dead_model_is_found_and_named():
    model, check = make_model(zero=True), GradientCheck()
    check.start_step(model, SECOND, LABELED)
    step(model)
    with pytest.raises(RuntimeError, match='first step of train_cfg.graph: the model cannot learn'):
        check.end_step(SECOND)


def test_a_living_model_passes_and_is_left_alone():
    model, check = make_model(), GradientCheck()
    check.start_step(model, SECOND, LABELED)
    step(model)
    check.end_step(SECOND)
    assert not any(parameter._post_accumulate_grad_hooks for parameter in model.parameters())


def test_a_frozen_model_is_dead():
    model, check = make_model().requires_grad_(False), GradientCheck()
    check.start_step(model, SECOND, LABELED)
    with pytest.raises(RuntimeError, match='frozen'):
        check.end_step(SECOND)


def test_waits_for_a_labelled_image():
    model, check = make_model(zero=True), GradientCheck()
    check.start_step(model, SECOND, batch_of(8, 9))
    check.end_step(SECOND)
    check.start_step(model, SECOND, LABELED)
    with pytest.raises(RuntimeError):
        check.end_step(SECOND)


def test_each_phase_is_looked_at_once():
    model, check = make_model(), GradientCheck()
    check.start_step(model, FIRST, LABELED)
    step(model)
    check.end_step(FIRST)
    check.start_step(model, FIRST, LABELED)  # without gradients now: it is not watched
    check.end_step(FIRST)
    check.start_step(model, SECOND, LABELED)
    with pytest.raises(RuntimeError):
        check.end_step(SECOND)
