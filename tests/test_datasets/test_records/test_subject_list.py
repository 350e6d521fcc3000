import pytest

from mlcr_mm.datasets.records.subject_list import (
    read_subjects,
    refuse_unlistable,
    write_subjects,
)


def test_subjects(tmp_path):
    path = tmp_path / 'identity.txt'
    path.write_text('000001.jpg 2880\n\n000002.jpg,2937\n')
    assert read_subjects(str(path)) == {'000001.jpg': '2880', '000002.jpg': '2937'}
    path.write_text('my faces/a.jpg 7\n\nmy faces/b.jpg,8\n"a, b.jpg", 9\n')
    assert read_subjects(str(path)) == {
        'my faces/a.jpg': '7', 'my faces/b.jpg': '8', 'a, b.jpg': '9'}
    for wrong in ('a.jpg\n', ',7\n', 'a, b.jpg 9\n', 'a,b,9\n'):
        path.write_text(wrong)
        with pytest.raises(ValueError, match='line 1.*in quotes'):
            read_subjects(str(path))
    path.write_text('a 1\na 2\n')
    with pytest.raises(ValueError, match='line 2'):
        read_subjects(str(path))
    path.write_text('"' + 200_000 * 'x' + '",7\n')
    with pytest.raises(ValueError, match='identity.txt, line 1: field larger than field limit'):
        read_subjects(str(path))
    with pytest.raises(FileNotFoundError, match='no.txt'):
        read_subjects(str(tmp_path / 'no.txt'))


def test_what_is_written_is_read(tmp_path):
    subjects = {'a.jpg': 'p1', 'my faces/b.jpg': None, 'c, d.jpg': 'p1', 'e "f".jpg': 'p2'}
    write_subjects(str(tmp_path / 'list.txt'), subjects)
    assert read_subjects(str(tmp_path / 'list.txt')) == subjects


@pytest.mark.parametrize('name', [
    ' a.png', 'a.png ', ' d/a.png', '\u2028a.png', 'a\nb.png', 'a\rb.png', 'lat\udce9.png'])
def test_names_that_would_not_be_read_back(tmp_path, name):
    with pytest.raises(ValueError, match='cannot stand in a list of subjects'):
        refuse_unlistable(['b.png', name])
    with pytest.raises(ValueError, match='rename it'):
        write_subjects(str(tmp_path / 'list.txt'), {name: 's'})
    assert not (tmp_path / 'list.txt').exists()
