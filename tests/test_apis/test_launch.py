from argparse import ArgumentParser

import pytest
import torch
from torch import distributed

from mlcr_mm.apis import add_common_arguments, config_from_arguments, leave_process_group


@pytest.fixture
def config_of(tmp_path):
    path = tmp_path / 'name.py'
    path.write_text("data_root = 'd'\n"
                    'train_dataloader = dict(batch_size=2, pin_memory=True)\n'
                    'val_dataloader = dict(batch_size=2)\ntest_dataloader = None\n')

    def make(*flags):
        parser = ArgumentParser()
        add_common_arguments(parser)
        return config_from_arguments(parser.parse_args([str(path), *flags]))

    return make


def test_work_dir_follows_the_config_name(config_of, tmp_path):
    assert config_of().work_dir == 'work_dirs/name'
    assert config_of('--work-dir', str(tmp_path)).work_dir == str(tmp_path)


def test_loaders_get_defaults_but_keep_their_settings(config_of):
    config = config_of()
    assert config.train_dataloader.pin_memory is True
    assert config.val_dataloader.pin_memory is torch.cuda.is_available()
    assert config.val_dataloader.collate_fn.type == 'default_collate'
    config = config_of('--no-pin-memory')
    assert config.train_dataloader.pin_memory is False


def test_options_and_launcher(config_of):
    config = config_of('--launcher', 'none', '--cfg-options', 'data_root=e',
                       'train_dataloader.batch_size=7')
    assert config.launcher == 'none' and config.data_root == 'e'
    assert config.train_dataloader.batch_size == 7


@pytest.mark.skipif(torch.cuda.is_available(), reason='GPUs are joined by mmengine')
def test_torchrun_processes_without_gpu_are_joined_over_gloo(config_of, monkeypatch):
    backends = []
    monkeypatch.setattr('torch.distributed.init_process_group', backends.append)
    config_of()
    assert backends == []
    config = config_of('--launcher', 'pytorch')
    assert backends == ['gloo']
    assert config.model_wrapper_cfg.device_ids is None


def test_leaves_the_process_group_if_there_is_one(tmp_path):
    leave_process_group()
    distributed.init_process_group(
        'gloo', init_method=f'file://{tmp_path / "store"}', rank=0, world_size=1)
    leave_process_group()
    assert not distributed.is_initialized()
