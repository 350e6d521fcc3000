import pytest
import torch
from reference import teacher
from torch import nn

from mlcr_mm.models import RecognitionHead, WeightAverage


def random_network():
    network = nn.Sequential(nn.Conv2d(3, 2, 3), nn.BatchNorm2d(2))
    network[1].running_mean.normal_()
    return network


@pytest.mark.parametrize('momentum', [.3, .001])
def test_weights_and_running_statistics_follow_the_recursion(momentum):
    network = random_network()
    average = WeightAverage(network, momentum)
    # New tensors in place of those that the average was built with, as ChannelsLastHook makes them.
    average.to(memory_format=torch.channels_last).to(torch.double)
    network.double()
    history = []
    for _ in range(7):
        network.load_state_dict(random_network().state_dict())
        average.update_parameters(network)
        history.append({key: value.clone() for key, value in network.state_dict().items()})
    assert average.steps == 7
    for name in ('0.weight', '1.weight', '1.running_mean'):
        expected = teacher([state[name].numpy() for state in history], momentum)[-1]
        actual = average.module.state_dict()[name].numpy()
        assert actual == pytest.approx(expected, abs=1e-6)


def test_random_start_is_forgotten():
    network = random_network()
    average = WeightAverage(network)
    network[0].weight.data.fill_(5.)
    average.update_parameters(network)
    assert (average.module[0].weight == 5).all()


def test_shifts_are_not_averaged():
    head = RecognitionHead(num_classes=2, in_channels=3)
    average = WeightAverage(head)
    average.module.logit_shift.fill_(2.)
    for _ in range(3):
        average.update_parameters(head)
    assert (average.module.logit_shift == 2).all() and (head.logit_shift == 0).all()
