import pytest

from mlcr_mm.datasets.records.annotation_table import (
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


@pytest.mark.parametrize('text', [
    'image,AU1\na.jpg,1.0\nb.jpg,0.0\nc.jpg,', 'image;AU1\na.jpg;1,0\nb.jpg;0,0\nc.jpg;',
    'image\tAU1\na.jpg\t1\nb.jpg\t0\nc.jpg\tnan',
    ',image,AU1\n0,a.jpg,True\n1,b.jpg,False\n2,c.jpg,NaN',
    'Unnamed: 0;image;AU1\n0;a.jpg;1\n1;b.jpg;0\n2;c.jpg;-1.0',
    '"image","AU1"\n"a.jpg","1"\n"b.jpg","0"\n"c.jpg",""',
])
@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'utf-16'])
def test_tables_of_spreadsheets_and_pandas(tmp_path, text, encoding):
    columns, records = read_table(write(tmp_path, text, encoding))
    assert columns == ['image', 'AU1']
    labels = [(record['image'], *parse_labels('a.csv', line, record, ['AU1'], ('', '-1')))
              for line, record in records]
    assert labels == [('a.jpg', 1), ('b.jpg', 0), ('c.jpg', -1)]


def test_image_names_without_a_column_name_are_no_numbering(tmp_path):
    columns, records = read_table(write(tmp_path, ',AU1,AU2\n0001,1,0\n0002,0,1\n'))
    assert columns == ['', 'AU1', 'AU2'] and next(records)[1][''] == '0001'


def test_a_missing_header_is_named(tmp_path):
    with pytest.raises(ValueError, match="line 1: .*an image and its labels.*put a first line"):
        read_table(write(tmp_path, 's1/a.JPG,1,0\ns1/b.JPG,0,0\n'))


@pytest.mark.parametrize('delimiter', [',', ';', '\t'])
def test_a_million_columns_are_refused_at_once(tmp_path, delimiter):
    path = write(tmp_path, delimiter.join(['image', *map(str, range(1_000_000))]))
    with pytest.raises(ValueError, match='line 1: 1000001 fields, at most 10000') as error:
        read_table(path)
    assert len(str(error.value)) < 500


def test_many_columns_are_not_all_shown():
    names = [f'AU{number}' for number in range(9000)]
    with pytest.raises(ValueError, match='AU11.* and 8988 more') as error:
        check_label_names('a.csv', ['smile'], names)
    assert len(str(error.value)) < 500
    with pytest.raises(ValueError, match='commas, semicolons or tabs'):
        check_label_names('a.csv', ['smile'], ['a smile'])


def test_a_label_called_as_a_metric_is_refused():
    with pytest.raises(ValueError, match="a.csv: the labels \\['view1'\\].*another name"):
        check_label_names('a.csv', ['AU1', 'view1'], ['image', 'AU1', 'view1'])


def test_a_label_named_twice_is_refused():
    with pytest.raises(ValueError, match="a.csv: the labels \\['AU2'\\] are named twice"):
        check_label_names('a.csv', ['AU1', 'AU2', 'AU2'], ['image', 'AU1', 'AU2', 'AU4'])


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


@pytest.mark.parametrize('text, message', [
    ('image,A,\na.jpg,1,\n', 'line 1: column 3 of 3 has no name'),
    ('image,,A\na.jpg,1,0\n', 'line 1: column 2 of 3 has no name'),
    ('sep=;\nimage;A\na.jpg;1\n', "line 1: 'sep=;' is a remark, not the names of the columns"),
    ('# mine\nimage,A\na.jpg,1\n', "line 1: '# mine' is a remark")])
def test_first_lines_that_are_no_names_of_columns(tmp_path, text, message):
    with pytest.raises(ValueError, match=message):
        read_table(write(tmp_path, text))
