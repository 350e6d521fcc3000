from copy import deepcopy

import pytest
import torch
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.engine.checkpoints import load_trained_model


@pytest.fixture
def config(tmp_path):
    return load_config(str(write_toy_config(tmp_path, workers=0)))


@pytest.fixture
def checkpoint(config, tmp_path):
    """At the end of the graph phase: the classifiers come from the GCN."""
    return write_toy_checkpoint(config, tmp_path / 'graph.pth', graph=True)


def test_weights_and_stage_are_those_of_the_checkpoint(config, checkpoint):
    model = load_trained_model(config, checkpoint, 'cpu')
    saved = torch.load(checkpoint, weights_only=True)['state_dict']
    assert all(torch.equal(value, saved[name]) for name, value in model.state_dict().items())
    assert model.head.graph_started and not model.training
    assert model.data_preprocessor.mean.flatten().tolist() == pytest.approx(
        [136.55, 108.35, 96.93])


def test_a_bare_state_dict(config, checkpoint, tmp_path):
    torch.save(torch.load(checkpoint)['state_dict'], tmp_path / 'bare.pth')
    model = load_trained_model(config, str(tmp_path / 'bare.pth'), 'cpu')
    assert model.head.graph_started


def test_other_checkpoints_are_refused(config, tmp_path):
    other = deepcopy(config)
    other.model.backbone.depth = 34
    checkpoint = write_toy_checkpoint(other, tmp_path / 'other.pth')
    with pytest.raises(ValueError, match='other.pth does not fit the model'):
        load_trained_model(config, checkpoint)
    with pytest.raises(FileNotFoundError, match='missing.pth'):
        load_trained_model(config, 'missing.pth')
