import os

import pytest

from mlcr_mm.files import visible_names, walk_folder


def test_names_that_are_not_hidden(tmp_path):
    for name in ('b', 'a', '._a'):
        (tmp_path / name).touch()
    assert visible_names(str(tmp_path)) == ['a', 'b']
    assert visible_names(str(tmp_path / 'nowhere')) == []


def test_links_are_followed_and_each_folder_comes_once(tmp_path):
    for name in ('in/b/2.png', 'in/a/1.png', 'in/.c/3.png', 'in/d.png', 'other/4.png'):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    os.symlink(tmp_path / 'other', tmp_path / 'in' / 'link')
    os.symlink(tmp_path / 'in', tmp_path / 'other' / 'loop')
    top = str(tmp_path / 'in')

    def found(**options):
        return [(os.path.relpath(parent, top), names) for parent, names in
                walk_folder(top, **options)]

    assert found() == [('.', ['d.png']), ('.c', ['3.png']), ('a', ['1.png']), ('b', ['2.png']),
                       ('link', ['4.png'])]
    assert [parent for parent, _ in found(hidden=False)] == ['.', 'a', 'b', 'link']
    assert [parent for parent, _ in found(skip=str(tmp_path / 'other'))] == ['.', '.c', 'a', 'b']


def test_a_link_takes_no_folder_its_name(tmp_path):
    (tmp_path / 'in' / 'z').mkdir(parents=True)
    (tmp_path / 'in' / 'z' / '1.png').touch()
    os.symlink(tmp_path / 'in' / 'z', tmp_path / 'in' / 'a')
    found = [parent for parent, _ in walk_folder(str(tmp_path / 'in'))]
    assert found == [str(tmp_path / 'in'), str(tmp_path / 'in' / 'z')]


def test_a_folder_that_cannot_be_read_is_an_error_or_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(walk_folder(str(tmp_path / 'gone')))
    errors = []
    assert list(walk_folder(str(tmp_path / 'gone'), unreadable=errors.append)) == []
    assert errors[0].filename == str(tmp_path / 'gone')
