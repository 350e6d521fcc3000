import copy

import pytest
import torch
from mmengine.model import BaseModule
from torch import nn

from mlcr_mm.models.host_buffers import HostBuffers, host_buffer_names
from mlcr_mm.registry import MODELS


class Switch(HostBuffers, BaseModule):

    def __init__(self):
        super().__init__()
        self.register_host_buffer('on', torch.tensor(1))
        self.register_buffer('mean', torch.zeros(2))
        self.layer = nn.Linear(2, 2)


@pytest.fixture
def switch():
    return Switch()


def test_stays_on_the_cpu_where_the_rest_moves(switch):
    switch.to('meta')  # a device that every machine has, and that no number can be read from
    assert switch.mean.is_meta and switch.layer.weight.is_meta
    assert int(switch.on) == 1
    switch.to_empty(device='cpu')
    assert int(switch.on) == 1 and not switch.mean.is_meta


def test_keeps_its_type():
    switch = Switch()
    switch.on = torch.tensor(1 / 3, dtype=torch.float64)
    assert switch.half().on.item() == 1 / 3 and switch.mean.dtype == torch.float16


def test_is_built_on_the_cpu_whatever_the_default_device():
    with torch.device('meta'):
        assert MODELS.build(dict(
            type='GCNHead', num_classes=2, in_channels=3)).graph_started is False


@pytest.mark.parametrize('assign', [True, False])
def test_is_loaded_saved_and_copied_as_any_buffer(switch, assign):
    switch.on.fill_(5)
    other = Switch()
    other.load_state_dict(switch.state_dict(), assign=assign)
    assert int(other.on) == 5 and int(copy.deepcopy(switch).on) == 5
    assert other.state_dict().keys() == {'on', 'mean', 'layer.weight', 'layer.bias'}
    switch.on = torch.tensor(6)
    assert int(switch.to('meta').on) == 6


def test_names():
    assert host_buffer_names(Switch()) == ['on']
    assert host_buffer_names(nn.Sequential(nn.Linear(1, 1), Switch())) == ['1.on']
