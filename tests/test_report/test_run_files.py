import shutil

import pytest

from mlcr_mm.report.run_files import find_run_files


def test_last_checkpoint_or_the_best_one(work_dir):
    files = find_run_files(str(work_dir))
    assert files.config.name == 'toy.py' and files.checkpoint.name == 'epoch_4.pth'
    assert [path.parts[-3] for path in files.logs] == ['20260101_000000']
    shutil.copy(work_dir / 'epoch_4.pth', work_dir / 'best_mlcr_f1_epoch_3.pth')
    assert find_run_files(str(work_dir)).checkpoint.name == 'best_mlcr_f1_epoch_3.pth'
    named = find_run_files(str(work_dir), str(work_dir / 'epoch_4.pth'))
    assert named.checkpoint.name == 'epoch_4.pth'


def test_one_clear_error(work_dir, tmp_path):
    with pytest.raises(FileNotFoundError, match='nowhere is no folder'):
        find_run_files('nowhere')
    with pytest.raises(FileNotFoundError, match='checkpoint a.pth does not exist'):
        find_run_files(str(work_dir), 'a.pth')
    shutil.copy(work_dir / 'toy.py', work_dir / 'other.py')
    with pytest.raises(ValueError, match='other.py, toy.py: name one with --config'):
        find_run_files(str(work_dir))
    for name in ('epoch_4.pth', 'last_checkpoint'):
        (work_dir / name).unlink()
    with pytest.raises(FileNotFoundError, match='is a folder and no checkpoint.*; train first'):
        find_run_files(str(work_dir), config=str(work_dir / 'toy.py'))
    (tmp_path / 'empty').mkdir()
    with pytest.raises(FileNotFoundError, match='has no config'):
        find_run_files(str(tmp_path / 'empty'))
