import pytest

from mlcr_mm.datasets.annotation_table import (
    check_label_names,
    parse_labels,
    parse_number,
    read_rows,
    read_table,
)


def write(tmp_path, text, encoding='utf-8'):
    path = tmp_path / 'a.csv'
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize('text, encoding', [
    ('image,AU1\na.jpg,1\n', 'utf-8'),
    ('image,AU1\r\na.jpg,1\r\n', 'utf-8'),
    ('image,AU1\n\na.jpg,1', 'utf-8-sig'),
    (' image , AU1\n"a.jpg",1\n', 'utf-8'),
])
def test_reads_rows_by_column_name(tmp_path, text, encoding):
    columns, records = read_table(write(tmp_path, text, encoding))
    assert columns == ['image', 'AU1']
    (line, record), = records
    assert record == {'image': 'a.jpg', 'AU1': '1'} and line in (2, 3)


def test_bad_files_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match='nowhere.csv'):
        read_table(str(tmp_path / 'nowhere.csv'))
    with pytest.raises(ValueError, match='empty'):
        read_table(write(tmp_path, ''))
    with pytest.raises(ValueError, match="line 1.*'AU1'"):
        read_table(write(tmp_path, 'image,AU1,AU1\n'))
    with pytest.raises(ValueError, match='line 3: 3 fields where the header has 2'):
        list(read_table(write(tmp_path, 'image,AU1\na.jpg,1\nb.jpg,1,0\n'))[1])


def test_unknown_label_name_lists_the_columns():
    with pytest.raises(ValueError, match=r"\['AU99'\].*AU12"):
        check_label_names('a.csv', ['AU12', 'AU99'], ['image', 'AU12'])


def test_labels_by_name_and_codes():
    record = {'AU1': '1', 'AU2': ' 0', 'AU4': '999', 'AU5': ''}
    labels = parse_labels('a.csv', 2, record, ['AU5', 'AU4', 'AU2', 'AU1'], ('', '999'))
    assert labels.tolist() == [-1, -1, 0, 1]
    with pytest.raises(ValueError, match="a.csv, line 2: label AU4 is '999'"):
        parse_labels('a.csv', 2, record, ['AU4'], ())


def test_quotes_and_bytes_that_are_no_text_are_named(tmp_path):
    with pytest.raises(ValueError, match='a.csv, line 3: .*correct the quotes'):
        list(read_rows(write(tmp_path, 'image,AU1\na.jpg,1\n"b.jpg,1\n')))
    (tmp_path / 'a.csv').write_bytes(b'PK\x03\x04\xff\xff')
    with pytest.raises(ValueError, match='not a text file in UTF-8.*Excel'):
        read_table(str(tmp_path / 'a.csv'))


@pytest.mark.parametrize('text, kind, number', [('7', int, 7), (' 6.0e+00', int, 6),
                                                ('2.5', float, 2.5)])
def test_numbers(text, kind, number):
    assert parse_number('a.csv', 2, text, 'the frame', kind) == number


@pytest.mark.parametrize('text', ['', 'x', '-1', '2.5', 'nan', 'inf', '1e99'])
def test_no_numbers(text):
    with pytest.raises(ValueError, match="a.csv, line 2: the frame is .*not a whole number >= 0"):
        parse_number('a.csv', 2, text, 'the frame')
