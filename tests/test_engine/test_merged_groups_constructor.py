import pytest
import torch
from mmengine.optim import build_optim_wrapper
from mmengine.registry import DefaultScope
from torch import nn

from mlcr_mm.engine.merged_groups_constructor import merge_groups


def train(constructor, kind):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(5, 4), nn.BatchNorm1d(4), nn.Linear(4, 4), nn.Linear(4, 2))
    with DefaultScope.overwrite_default_scope('mmpretrain'):
        wrapper = build_optim_wrapper(model, dict(
            constructor=constructor, optimizer=dict(lr=.01, **kind),
            paramwise_cfg=dict(custom_keys={'2.': dict(lr_mult=10.)})))
    for _ in range(5):
        wrapper.update_params(model(torch.rand(6, 5)).square().sum())
    return wrapper, torch.cat([weight.detach().flatten() for weight in model.parameters()])


@pytest.mark.parametrize('kind', [
    dict(type='AdamW', fused=True, weight_decay=.1), dict(type='Adam'),
    dict(type='Adam', foreach=True), dict(type='SGD', momentum=.9)], ids=str)
def test_two_groups_train_bit_for_bit_like_one_per_parameter(kind):
    many, expected = train('DefaultOptimWrapperConstructor', kind)
    few, actual = train('MergedGroupsConstructor', kind)
    assert len(many.optimizer.param_groups) == 8
    assert [group['lr'] for group in few.optimizer.param_groups] == [.01, .1]
    assert torch.equal(actual, expected) and actual.isfinite().all()


def test_other_settings_keep_groups_apart_and_the_order_is_kept():
    groups = [dict(params=[1], lr=.1, decay=0.), dict(params=[2], lr=.2, decay=0.),
              dict(params=[3], lr=.1, decay=0.), dict(params=[4], lr=.1, decay=1.)]
    assert merge_groups(groups) == [dict(params=[1, 3], lr=.1, decay=0.), groups[1], groups[3]]
    assert groups[0]['params'] == [1]
