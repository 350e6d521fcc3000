import os

import pytest

from mlcr_mm.files import refuse_overwriting


def test_a_file_under_any_of_its_names(tmp_path):
    file = tmp_path / 'a.csv'
    file.touch()
    os.symlink(file, tmp_path / 'link.csv')
    os.link(file, tmp_path / 'hard.csv')
    for other in ('a.csv', 'link.csv', 'hard.csv', 'b/../a.csv'):
        (tmp_path / 'b').mkdir(exist_ok=True)
        with pytest.raises(ValueError, match='^--out .* would overwrite the input .*a.csv; name'):
            refuse_overwriting([('--out', tmp_path / other)], [None, 'no such', str(file)])


def test_what_is_new_or_not_read_may_be_written(tmp_path):
    (tmp_path / 'old').touch()
    (tmp_path / 'input').touch()
    refuse_overwriting([('--out', None), ('--a', tmp_path / 'old'), ('--b', tmp_path / 'new')],
                       [tmp_path / 'input', 'a\0b', ''])


def test_two_outputs_in_one_file(tmp_path):
    with pytest.raises(ValueError, match='--out and --sheet are one file'):
        refuse_overwriting([('--out', tmp_path / 'a'), ('--sheet', f'{tmp_path}/b/../a')], [])
