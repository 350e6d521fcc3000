import os

import pytest

from mlcr_mm.files import replacing, write_bytes, write_link, write_text


def names(folder):
    return sorted(os.listdir(folder))


def test_the_file_is_there_with_its_folder_and_nothing_else(tmp_path):
    for folder, write in (('a', lambda path: write_text(path, 'ä\r\n')),
                          ('b', lambda path: write_bytes(path, 'ä\r\n'.encode(), durable=False))):
        for path in (tmp_path / folder / 'c' / 'file.txt', str(tmp_path / folder / 'c' / 'other')):
            write(path)
        assert names(tmp_path / folder / 'c') == ['file.txt', 'other']
        assert (tmp_path / folder / 'c' / 'file.txt').read_bytes() == b'\xc3\xa4\r\n'


@pytest.mark.parametrize('unique', [True, False])
def test_a_reader_sees_the_old_file_until_the_new_one_is_complete(tmp_path, unique):
    path = tmp_path / 'a.txt'
    path.write_text('old')
    with replacing(path, unique=unique) as temporary:
        temporary.write_text('new')
        assert path.read_text() == 'old' and temporary.name.startswith('.')
    assert path.read_text() == 'new' and names(tmp_path) == ['a.txt']


@pytest.mark.parametrize('error', [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, error):
    path = tmp_path / 'a.txt'
    path.write_text('old')
    with pytest.raises(error):
        with replacing(path) as temporary:
            temporary.write_text('half')
            raise error
    assert path.read_text() == 'old' and names(tmp_path) == ['a.txt']


def test_what_a_killed_run_left_is_overwritten(tmp_path):
    (tmp_path / '.a.txt.part').write_text('half of something long')
    write_text(tmp_path / 'a.txt', 'new')
    assert names(tmp_path) == ['a.txt'] and (tmp_path / 'a.txt').read_text() == 'new'


@pytest.mark.parametrize('unique', [False, True])
def test_the_longest_names(tmp_path, unique):
    paths = [tmp_path / ('x' * 254 + end) for end in 'ab']
    for path in paths:
        with replacing(path, unique=unique) as temporary:
            assert not path.exists()
            temporary.write_text(path.name[-1])
    assert [path.read_text() for path in paths] == ['a', 'b'] and len(names(tmp_path)) == 2


def test_two_writers_at_the_same_time(tmp_path):
    path = tmp_path / 'a.txt'
    with replacing(path, unique=True) as first, replacing(path, unique=True) as second:
        first.write_text('first')
        second.write_text('second')
    assert path.read_text() == 'first' and names(tmp_path) == ['a.txt']  # the last to end stays


def test_content_is_on_the_disk_before_it_takes_the_place(tmp_path, monkeypatch):
    calls = []
    replace = os.replace
    monkeypatch.setattr('os.fsync', lambda number: calls.append('fsync'))
    monkeypatch.setattr('os.replace', lambda *paths: (calls.append('replace'), replace(*paths)))
    write_text(tmp_path / 'a', 'x')
    write_bytes(tmp_path / 'b', b'x', durable=False)
    assert calls == ['fsync', 'replace', 'replace']


def test_link(tmp_path):
    for target in ('one', 'two'):  # the second does not exist
        (tmp_path / 'one').write_text('1')
        write_link(tmp_path / 'link', target)
        assert os.readlink(tmp_path / 'link') == target
    assert names(tmp_path) == ['link', 'one'] and (tmp_path / 'one').read_text() == '1'
