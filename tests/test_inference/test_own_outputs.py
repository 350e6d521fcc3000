import os

import pytest

from mlcr_mm.inference import find_inputs, refuse_own_outputs


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ('d/a.jpg', 'd/sub/b.png', 'c.jpg', 'c.jpg.jpg', 'list.txt'):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('c.jpg')

    def run(arguments, out=None, annotated=None, others=()):
        refuse_own_outputs(arguments, list(find_inputs(arguments)), [('--out', out)], others,
                           ('--annotated', annotated))

    return run


@pytest.mark.parametrize('arguments, out', [
    (['d'], 'd/a.jpg'), (['c.jpg'], 'c.jpg'), (['list.txt'], 'list.txt'), (['list.txt'], 'c.jpg'),
    (['d/*.jpg'], 'd/../d/a.jpg')])
def test_the_table_takes_no_inputs_place(check, arguments, out):
    with pytest.raises(ValueError, match='--out'):
        check(arguments, out)


def test_nor_that_of_other_files(check):
    with pytest.raises(ValueError, match='--out list.txt would overwrite the input list.txt'):
        check(['d'], 'list.txt', others=[None, '', 'list.txt'])


@pytest.mark.parametrize('arguments, folder', [
    (['d'], 'd'), (['d'], 'd/sub'), (['d'], 'd/new/er'), (['.'], 'pictures'), (['d/*'], 'd/new'),
    (['d/**/*.jpg'], 'd/new'), (['**/*.jpg'], 'new')])
def test_pictures_that_the_next_run_would_take(check, arguments, folder):
    with pytest.raises(ValueError, match='--annotated .* where the next run would look for inputs'):
        check(arguments, annotated=folder)


def test_a_picture_with_the_name_of_an_input(check):
    with pytest.raises(ValueError, match='--annotated c.jpg.jpg would overwrite the input'):
        check(['c.jpg', 'c.jpg.jpg'], annotated='.')


def test_what_is_right(check):
    check(['d', 'c.jpg'], 'd/table.csv', 'pictures')
    check(['d'], 'd/table.jsonl', 'd2')
    check(['d/*.jpg', 'd/sub/*.png'], 'd/table.txt', 'd/pictures')
    check(['c.jpg'], 'new.txt', '.')
    with pytest.raises(ValueError, match='d/table.txt lies where the next run'):
        check(['d'], 'd/table.txt')


def test_folders_that_links_lead_to_are_searched_by_the_next_run_too(check, tmp_path):
    (tmp_path / 'other' / 'deep').mkdir(parents=True)
    os.symlink(tmp_path / 'other', tmp_path / 'd' / 'sub' / 'link')
    check(['d'], 'elsewhere.txt', 'pictures')
    check(['d'], 'other/deep/table.csv')
    for outputs in (dict(out='other/table.txt'), dict(annotated='other/deep/pictures')):
        with pytest.raises(ValueError, match='where the next run would look for inputs'):
            check(['d'], **outputs)
