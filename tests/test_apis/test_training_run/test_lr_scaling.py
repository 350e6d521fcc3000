import pytest
from mmengine.config import Config

from mlcr_mm.apis.training_run.lr_scaling import enable_lr_scaling


def test_is_enabled_where_the_config_has_a_batch_size():
    config = Config(dict(auto_scale_lr=dict(base_batch_size=100)))
    enable_lr_scaling(config)
    assert config.auto_scale_lr == dict(base_batch_size=100, enable=True)


@pytest.mark.parametrize('content', [dict(), dict(auto_scale_lr=None),
                                     dict(auto_scale_lr=dict(enable=False))])
def test_a_batch_size_is_needed(content):
    with pytest.raises(ValueError, match=r'auto_scale_lr=dict\(base_batch_size=N\)'):
        enable_lr_scaling(Config(content))
