import numpy as np
import pytest
import torch
from mmengine.config import Config

from mlcr_mm.apis import load_config
from mlcr_mm.apis.config import read_config
from mlcr_mm.apis.config_checks.run_values import check_parts_together, check_run_values


@pytest.mark.parametrize('options, words', [
    ({'optim_wrapper.optimizer.lr': 'abc'}, "optimizer.lr of .* must be a number, got 'abc'"),
    ({'train_dataloader.batch_size': None}, 'whole number >= 1, got None'),
    ({'train_dataloader.batch_size': 9.5}, 'train_dataloader.batch_size of .* must be a whole '
     'number >= 1, got 9.5'),
    ({'train_dataloader.batch_size': 'many'}, "got 'many'"),
    ({'val_dataloader.batch_size': 0}, 'val_dataloader.batch_size'),
    ({'test_dataloader.num_workers': -1}, 'test_dataloader.num_workers of .* >= 0, got -1'),
    ({'train_dataloader.drop_last': True}, 'train_dataloader.drop_last of .* no meaning beside'),
    ({'randomness.seed': -1}, r'randomness.seed of .* in \[0, 4294967295\], or None, got -1'),
    ({'randomness.seed': 2**32}, 'got 4294967296'), (dict(log_level='debug'), 'levels are DEBUG'),
    ({'auto_scale_lr.base_batch_size': 0}, 'auto_scale_lr.base_batch_size'),
    ({'optim_wrapper.optimizer': None}, 'optim_wrapper.optimizer of .* is None: write'),
    ({'optim_wrapper.optimizer.type': 'Adamm'}, "'Adamm', and there is no such optimizer"),
    ({'optim_wrapper.optimizer.betas': 0.9}, r"'betas': 0.9.* cannot be built: .* subscriptable"),
    ({'optim_wrapper.optimizer.type': 'SGD'},
     "unexpected keyword .* 'betas'; in a config, .*_delete_"),
    ({'optim_wrapper.optimizer.lr': -1}, 'cannot be built: Invalid learning rate: -1'),
    ({'optim_wrapper.clip_grad.max_norm': 'abc'}, 'clip_grad.max_norm .* a number, got .abc.')])
def test_settings_that_cannot_be(options, words):
    with pytest.raises(ValueError, match=words):
        load_config('mlcr_custom.py', options)


@pytest.mark.parametrize('key, words', [
    ('val_dataloader', 'val_dataloader of a.py is None, and val_cfg and val_evaluator not: set all '
     'of val_dataloader, val_cfg, val_evaluator to None'),
    ('test_evaluator', 'test_evaluator of .* is None, and test_dataloader and test_cfg not'),
    ('optim_wrapper', 'optim_wrapper of .* is None, and train_dataloader and train_cfg not')])
def test_parts_of_which_something_is_missing(key, words):
    config = read_config('mlcr_custom.py')
    check_parts_together(config, 'a.py')
    config[key] = None
    with pytest.raises(ValueError, match=words):
        check_parts_together(config, 'a.py')
    check_parts_together(Config(dict(val_dataloader=None, train_dataloader=dict())), 'a.py')


@pytest.mark.parametrize('kind', ['LARS', 'Lamb', 'AdamW', 'mmpretrain.LARS', torch.optim.Adam])
def test_optimizers_of_the_toolbox(kind):
    check_run_values(Config(dict(optim_wrapper=dict(optimizer=dict(type=kind, lr=1e-3)))), 'a.py')


def test_what_can_be():
    check_run_values(Config(), 'a.py')
    check_run_values(Config(dict(randomness=dict(seed=np.int64(3)))), 'a.py')
    without = dict(val_dataloader=None, val_cfg=None, val_evaluator=None)
    check_run_values(Config(dict(without, log_level=10, optim_wrapper=dict(
        constructor='Mine', discriminator=dict(type='AdamW')))), 'a.py')
    data_alone = dict(train_dataloader=dict(batch_size=3, drop_last=True, num_workers=0))
    check_run_values(Config(data_alone), 'a.py')
