"""The state dict of a GCNHead alone decides its predictions, whoever wrote into it."""
import copy
import logging

import pytest
import torch
from mmengine.model import ExponentialMovingAverage
from mmengine.runner import save_checkpoint
from mmengine.runner.checkpoint import load_checkpoint
from torch import nn

from mlcr_mm.models import GCNHead
from mlcr_mm.models.graph import GraphSettings
from mlcr_mm.registry import MODELS

N, C, D = 6, 3, 4
LINKS = [[1, .5, 0], [.2, 1, 0], [0, .1, 1]]


def fresh_head(**kwargs):
    return GCNHead(num_classes=C, in_channels=D, **kwargs)


@pytest.fixture
def trained():
    head = fresh_head(adjacency=LINKS, normalize='released', gcn=dict(negative_slope=.1))
    head.start_graph()
    return head


@pytest.fixture
def feats():
    return [(torch.randn(N, D), ) for _ in range(2)]


def by_mmengine(head, source, tmp_path):
    save_checkpoint(dict(state_dict=source.state_dict()), str(tmp_path / 'a.pth'))
    load_checkpoint(head, str(tmp_path / 'a.pth'), strict=True)


def by_data(head, source, tmp_path):
    for target, tensor in zip(head.state_dict().values(), source.state_dict().values()):
        target.data.copy_(tensor)


def by_average(head, source, tmp_path):
    head.load_state_dict(ExponentialMovingAverage(source).module.state_dict())


WRITERS = {
    'load': lambda head, source, _: head.load_state_dict(source.state_dict()),
    'assign': lambda head, source, _: head.load_state_dict(source.state_dict(), assign=True),
    'mmengine': by_mmengine, 'data': by_data, 'average': by_average}


@pytest.mark.parametrize('writer', WRITERS)
@pytest.mark.parametrize('copied', [False, True])
def test_every_way_of_writing_counts(trained, feats, tmp_path, writer, copied):
    head = fresh_head()  # other settings than the trained head
    if copied:
        head = copy.deepcopy(head)
    WRITERS[writer](head, trained, tmp_path)
    assert head.graph_started
    assert torch.equal(head(feats), trained(feats))
    WRITERS[writer](trained, fresh_head(), tmp_path)
    assert not trained.graph_started


def test_the_buffer_itself_is_the_switch(trained):
    trained.stage.fill_(1)
    assert not trained.graph_started
    trained.stage.data.fill_(2)
    assert trained.graph_started
    trained.stage = torch.tensor(1)
    assert not trained.graph_started


def test_no_number_is_read_from_the_device(trained):
    trained.to('meta')  # where reading one is an error, as it would be a wait on a GPU
    feats = [(torch.zeros(N, D, device='meta'), ) for _ in range(2)]
    assert trained(feats).is_meta and trained.adjacency.is_meta
    assert trained.graph_started


@pytest.mark.parametrize('update_buffers', [True, False])
def test_a_moving_average_is_in_the_stage_of_its_buffers(trained, feats, update_buffers):
    head = fresh_head()
    average = ExponentialMovingAverage(head, momentum=.5, update_buffers=update_buffers)
    head.load_state_dict(trained.state_dict())
    average.update_parameters(head)
    assert average.module.graph_started
    assert torch.equal(average(feats), trained(feats))


def test_old_state_dicts_take_the_settings_of_the_config(trained, feats):
    state = trained.state_dict()
    del state['gcn.settings']
    head = fresh_head(normalize='released', gcn=dict(negative_slope=.1))
    assert head.load_state_dict(state) == ([], [])
    assert torch.equal(head(feats), trained(feats))
    other = fresh_head(normalize=None)
    other.load_state_dict(trained.state_dict())
    other.load_state_dict(state)
    assert other.gcn.graph_settings == GraphSettings(None, .2, False)


def test_settings_of_the_graph_stage_are_taken_with_a_warning(trained, monkeypatch):
    warnings = []
    monkeypatch.setattr('mlcr_mm.models.heads.gcn_head.print_log',
                        lambda message, logger, level: warnings.append((level, message)))
    head = fresh_head(normalize='released', gcn=dict(negative_slope=.1))
    head.load_state_dict(trained.state_dict())
    assert not warnings
    fresh_head().load_state_dict(trained.state_dict())
    (level, message), = warnings
    assert level == logging.WARNING
    assert message.index("normalize='released'") < message.index("normalize='symmetric'")


def test_settings_of_the_first_stage_are_those_of_the_config(trained):
    state = fresh_head(normalize='released').state_dict()
    head = fresh_head(normalize=None)
    head.load_state_dict(state)
    assert head.gcn.graph_settings.normalize is None
    head.load_state_dict(trained.state_dict())
    assert head.gcn.graph_settings.normalize == 'released'
    head.fold_graph()
    assert head.gcn.graph_settings.normalize is None


def test_distributed_training_leaves_alone_what_nccl_cannot_send(tmp_path):
    model = MODELS.build(
        dict(type='DualViewClassifier',
             backbone=dict(type='ResNet', depth=18, base_channels=4, stem_channels=4),
             neck=dict(type='GlobalAveragePooling'),
             head=dict(type='GCNHead', num_classes=C, in_channels=32)))
    torch.distributed.init_process_group(
        'gloo', init_method=f'file://{tmp_path}/store', rank=0, world_size=1)
    try:
        wrapped = nn.parallel.DistributedDataParallel(model)
    finally:
        torch.distributed.destroy_process_group()
    assert wrapped.parameters_to_ignore == {'head.stage', 'head.gcn.settings'}
    assert all(name in dict(model.named_buffers()) for name in wrapped.parameters_to_ignore)
