import pytest
from mmengine.dataset import Compose
from mmengine.registry import DefaultScope

from mlcr_mm.datasets.transforms import NetworkInput, network_input

WARP = dict(type='OneWarpAugment')


@pytest.mark.parametrize('steps, expected', [
    ([dict(WARP, size=224)], NetworkInput(224, 224, True)),
    ([dict(WARP, size=96, resize=108)], NetworkInput(96, 0, True)),
    ([dict(WARP, size=96, resize=108, keep_ratio=True)], NetworkInput(96, 0, False)),
    ([dict(WARP, size=96, crop_area=(.5, 1.))], NetworkInput(96, 0, False)),
    ([WARP], NetworkInput(0, 0, True)),
    ([dict(type='CenterCrop', crop_size=224)], NetworkInput(224, 224, True)),
    ([dict(type='MultiView', num_views=2, transforms=[[dict(type='RandomCrop', crop_size=80)]])],
     NetworkInput(80, 80, True)),
    ([dict(type='Resize', scale=(256, 256)), dict(type='CenterCrop', crop_size=224)],
     NetworkInput()),
    ([dict(type='RandomResizedCrop', scale=224)], NetworkInput()),
    ([dict(type='RandomFlip', prob=.5)], NetworkInput()),
])
def test_first_crop_of_a_pipeline(steps, expected):
    with DefaultScope.overwrite_default_scope('mmpretrain'):
        assert network_input(Compose(steps).transforms) == expected
