import csv
import io

import pandas as pd
import pytest

from mlcr_mm.files.text_table import (
    find_delimiter,
    image_column,
    index_column,
    read_lines,
    read_rows,
    table_writer,
)


@pytest.fixture
def write(tmp_path):

    def make(content):
        path = tmp_path / 'a.csv'
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return make


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'utf-16'])
def test_lines_of_all_systems(write, encoding):
    text = 'ä\r\nb\u2028c\x85\nd\re'  # separators of Unicode are part of a name
    assert read_lines(write(text.encode(encoding))) == ['ä', 'b\u2028c\x85', 'd', 'e']


def test_what_is_no_text_is_named(write):
    for content in (b'PK\x03\x04\xff', 'ä'.encode('latin-1'), b'\xff\xfea'):
        for read in (read_lines, find_delimiter, lambda path: list(read_rows(path))):
            with pytest.raises(ValueError, match='a.csv.*not a text file in UTF-8.*Excel'):
                read(write(content))
    with pytest.raises(ValueError, match='line 2: zero bytes'):
        list(read_rows(write('a,b\n\0,1\n')))
    with pytest.raises(ValueError, match='line 1: field larger than'):
        list(read_rows(write('a' * 200_000)))


@pytest.mark.parametrize('line, delimiter', [
    ('a,b', ','), ('a;b', ';'), ('a\tb', '\t'), ('a', ','), ('a;"b,c,d"', ';'), ('', ','),
    ('\n\n a;b', ';')])
def test_the_delimiter_of_the_first_line(write, line, delimiter):
    assert find_delimiter(write(line + '\n1,2,3,4\n')) == (delimiter if line else ',')


@pytest.mark.parametrize('header, first, expected', [
    (['', 'image', 'AU1'], ['0', 'a.jpg', '1'], True),
    (['Unnamed: 0', 'image', 'AU1'], ['7', 'a.jpg', '1'], True),
    (['', 'AU1', 'AU2'], ['0001', '1', '0'], False), (['', 'AU1', 'AU2'], ['7', '', '0'], False),
    (['', 'image', 'AU1'], ['a', 'a.jpg', '1'], False),
    (['image', 'b', 'c'], ['0', 'a', '1'], False),
    (['', 'image', 'AU1'], ['0', '001', '1'], True),
    (['', 'AU1', 'File Name'], ['0', '1', '7'], True),
    (['', 'image'], ['0', 'a.jpg'], True),
    (['', 'image', 'AU1'], None, False), (['', 'AU1'], ['0', '1'], False)])
def test_pandas_numbering(header, first, expected):
    assert index_column(header, first) is expected


@pytest.mark.parametrize('names, position', [
    (['image', 'AU1'], 0), (['id', 'AU1', 'File Name'], 2), (['subject', 'img_path'], 1),
    (['face', 'AU1'], 0), ([], 0)])
def test_the_column_of_the_images(names, position):
    assert image_column(names) == position


@pytest.mark.parametrize('name', ['a.png', 'Icon\r', 'a\rb.png', 'a\nb', 'a\r\nb', '"a", b', ''])
def test_a_table_gives_names_back(name):
    file = io.StringIO(newline='')
    table_writer(file).writerows([['input', 'x'], [name, 1], ['c.png', 2.5]])
    text = file.getvalue()
    assert text.startswith('input,x\n') and text.endswith('c.png,2.5\n')
    assert [*csv.reader(io.StringIO(text, newline=''))][1:] == [[name, '1'], ['c.png', '2.5']]
    table = pd.read_csv(io.StringIO(text, newline=''), keep_default_na=False)
    assert list(table.input) == [name, 'c.png']
