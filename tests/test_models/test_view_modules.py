import pytest
import torch

from mlcr_mm.models.view_modules import ViewModules

RESNET = dict(type='ResNet', depth=18, base_channels=8, stem_channels=8)


def test_seed_decides_the_weights():
    first, second, third = (ViewModules('backbone', RESNET, seeds)
                            for seeds in ((5, 6), (5, 6), (6, 7)))
    for views in (first, second, third):
        views.init_weights()
    weights = [[view.conv1.weight for view in views] for views in (first, second, third)]
    assert torch.equal(weights[0][0], weights[1][0])
    assert torch.equal(weights[0][1], weights[2][0])
    assert not torch.equal(weights[0][0], weights[0][1])


def test_one_config_per_view():
    views = ViewModules('backbone', [RESNET, dict(RESNET, base_channels=4)], (0, 1))
    assert [view.base_channels for view in views] == [8, 4]
    with pytest.raises(ValueError, match='model.neck must be one config or 2, got 3'):
        ViewModules('neck', [RESNET] * 3, (0, 1))
