import os

import pytest
import torch
from mmengine.config import Config

from mlcr_mm.apis import prepare_resume
from mlcr_mm.files import CheckpointFileError


@pytest.fixture
def config(tmp_path):
    return Config(dict(work_dir=str(tmp_path), load_from='old.pth', resume=False))


def save(folder, *epochs):
    """Checkpoints, one second apart, and the pointer to the last one."""
    files = [folder / f'epoch_{epoch}.pth' for epoch in epochs]
    for second, file in enumerate(files):
        torch.save(dict(state_dict=dict(weight=torch.ones(999))), file)
        os.utime(file, (second, second))
    (folder / 'last_checkpoint').write_text(str(files[-1]))
    return files


def cut(file):
    content = file.read_bytes()
    file.write_bytes(content[:len(content) // 2])
    os.utime(file, (99, 99))


def test_a_run_without_a_checkpoint_starts_as_it_did(config):
    prepare_resume(config)
    assert config.load_from == 'old.pth' and config.resume is False


def test_the_latest_checkpoint_or_the_named_one(config, tmp_path):
    files = save(tmp_path, 2, 3)
    prepare_resume(config)
    assert config.load_from == str(files[1]) and config.resume is True
    prepare_resume(config, 'epoch_1.pth')
    assert config.load_from == 'epoch_1.pth' and config.resume is True


@pytest.mark.parametrize('damage', [cut, os.unlink, lambda file: file.write_bytes(b'')])
def test_a_damaged_latest_checkpoint_is_skipped_with_a_word(config, tmp_path, capsys, damage):
    files = save(tmp_path, 9, 10, 11)
    damage(files[2])
    prepare_resume(config)
    assert config.load_from == str(files[1]) and config.resume is True
    assert f'{files[2]} is missing or not whole: the training goes on from {files[1]}' in (
        capsys.readouterr().out)


@pytest.mark.parametrize('pointer', [None, '', '/moved/away/epoch_3.pth'])
def test_the_pointer_may_be_missing_or_old(config, tmp_path, pointer):
    files = save(tmp_path, 2, 3)
    (tmp_path / 'last_checkpoint').unlink()
    if pointer is not None:
        (tmp_path / 'last_checkpoint').write_text(pointer)
    torch.save({}, tmp_path / 'best_mlcr_f1_epoch_3.pth')  # without the state of the optimizer
    prepare_resume(config)
    assert config.load_from == str(files[1])


def test_nothing_whole_is_an_error_and_no_new_start(config, tmp_path):
    for file in save(tmp_path, 1, 2):
        cut(file)
    with pytest.raises(CheckpointFileError, match='no whole checkpoint: .*epoch_2.*epoch_1'):
        prepare_resume(config)
