from types import SimpleNamespace

import pytest
import torch
from mmengine.optim import OptimWrapper
from torch import nn

from mlcr_mm.engine.new_views import restart_views, start_new_views
from mlcr_mm.registry import MODELS

CONFIG = dict(
    type='DualViewClassifier',
    backbone=dict(type='ResNet', depth=18, base_channels=4, stem_channels=4),
    neck=dict(type='GlobalAveragePooling'),
    head=dict(type='GCNHead', num_classes=3, in_channels=32))


@pytest.fixture
def model():
    """A network whose weights and running statistics are all 7, as no start gives them."""
    network = MODELS.build(CONFIG)
    with torch.no_grad():
        for tensor in network.state_dict().values():
            tensor.fill_(7)
    network.head.stage.fill_(1)
    return network


def test_networks_and_classifiers_start_as_the_config_says(model):
    restart_views(model, CONFIG, seed=0)
    for module in model.backbone.modules():
        if isinstance(module, nn.BatchNorm2d):
            assert (module.running_mean == 0).all() and (module.running_var == 1).all()
            assert module.num_batches_tracked == 0
        elif isinstance(module, nn.Conv2d):  # He et al. 2015, fan out
            fan = module.out_channels * module.kernel_size[0] * module.kernel_size[1]
            assert module.weight.std().item() == pytest.approx((2 / fan)**.5, rel=.35)
    for classifier in model.head.classifiers:
        assert 0 < classifier.weight.abs().max() < .06 and (classifier.bias == 0).all()
    assert (model.head.logit_shift == 0).all()


def test_the_label_graph_is_left_alone(model):
    restart_views(model, CONFIG, seed=0)
    assert (model.head.adjacency == 7).all()
    assert all((parameter == 7).all() for parameter in model.head.gcn.parameters())


def weights(network):
    return [parameter.detach().clone() for parameter in network.backbone.parameters()
            if parameter.dim() == 4]


def test_weights_depend_on_seed_and_restart_alone_and_differ_between_views(model):
    restart_views(model, CONFIG, seed=0)
    first = weights(model)
    state = torch.random.get_rng_state()
    restart_views(model, CONFIG, seed=0)
    assert torch.equal(torch.random.get_rng_state(), state)
    assert all(map(torch.equal, weights(model), first))
    half = len(first) // 2
    assert not any(map(torch.equal, first[:half], first[half:]))
    for other in (dict(seed=1), dict(seed=0, restart=1)):
        restart_views(model, CONFIG, **other)
        assert not any(map(torch.equal, weights(model), first))
    torch.manual_seed(0)
    start = MODELS.build(CONFIG)
    start.init_weights()
    assert not any(map(torch.equal, weights(start), first))


def test_the_tensors_stay_the_same_objects(model):
    before = {name: parameter.data_ptr() for name, parameter in model.named_parameters()}
    restart_views(model, CONFIG, seed=0)
    assert {name: p.data_ptr() for name, p in model.named_parameters()} == before


def test_not_in_the_stage_of_the_gcn(model):
    model.head.stage.fill_(2)
    with pytest.raises(ValueError, match='with new_views come before'):
        restart_views(model, CONFIG, seed=0)


def test_a_training_goes_on_with_them_and_an_optimizer_that_knows_nothing(model):
    optimizer = torch.optim.AdamW(model.parameters())
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer.step()
    runner = SimpleNamespace(model=model, cfg=SimpleNamespace(model=CONFIG), seed=3,
                             optim_wrapper=OptimWrapper(optimizer))
    start_new_views(runner, restart=2)
    assert not optimizer.state
    # Of the old views, where gradients accumulate over steps.
    assert all(parameter.grad is None for parameter in model.parameters())
    mine = weights(model)
    restart_views(model, CONFIG, seed=3, restart=2)
    assert all(map(torch.equal, mine, weights(model)))
