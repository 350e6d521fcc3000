import os

import pytest

from mlcr_mm.apis import check_used_work_dir


def test_names_the_newest_checkpoint(tmp_path, capsys):
    for age, name in enumerate(('epoch_10.pth', 'epoch_9.pth', 'log.txt')):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    check_used_work_dir(str(tmp_path))
    error = capsys.readouterr().err
    assert '2 checkpoints' in error and 'newest epoch_10.pth' in error and '--resume' in error


def test_nothing_to_say_of_a_new_or_empty_folder(tmp_path, capsys):
    check_used_work_dir(str(tmp_path / 'new'))
    (tmp_path / 'log.txt').touch()
    check_used_work_dir(str(tmp_path))
    assert capsys.readouterr() == ('', '')


def test_a_training_does_not_write_over_what_it_starts_from(tmp_path):
    own = tmp_path / 'a' / '..' / 'epoch_3.pth'
    with pytest.raises(ValueError, match='epoch_3.pth lies in the work directory.*--work-dir NAME'):
        check_used_work_dir(str(tmp_path), str(own))
    check_used_work_dir(str(tmp_path / 'new'), str(own))
    check_used_work_dir(str(tmp_path / 'new'), 'https://host/epoch_3.pth')
