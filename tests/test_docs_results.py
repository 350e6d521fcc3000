"""The tables of results have the numbers of their files."""
import csv
import re

import pytest
from doc_blocks import PAGES, ROOT

TABLE = re.compile(r'^<!-- table: (.*?) -->\n((?:\|.*\n)+)', re.MULTILINE)
TABLES = [(page.name, file, text) for page in PAGES for file, text in
          TABLE.findall(page.read_text())]


def read_rows(file):
    """The rows of a file that were run, in its order."""
    return [row for row in csv.DictReader((ROOT / file).read_text().splitlines())
            if row['source'] == 'ours' and row['average']]


def read_table(text):
    """Head and rows of a table, as lists of cells."""
    head, _, *lines = ([cell.strip() for cell in line.strip('|').split('|')]
                       for line in text.splitlines())
    return head, lines


def difference(value, low, high, sign=1):
    low, high = sorted((sign * float(low), sign * float(high)))
    return f'{sign * float(value):+.1f} [{low:+.1f}, {high:+.1f}]'


def expected(row, baseline):
    """What the cells of a row say, by the head of their column."""
    own, other = ([row[f'difference{end}'] for end in ('', '_low', '_high')]
                  for row in (row, baseline))
    minus_reference = difference(*own) if own[0] else ''
    minus_baseline = f"{float(row['average']) - float(baseline['average']):+.1f}"
    if other[0] and not own[0]:  # the row that the file compares with
        minus_baseline = difference(*other, sign=-1)
    labels = {key[2:]: f'{float(value):.1f}' for key, value in row.items()
              if re.fullmatch(r'AU\d+', key) and value}
    return {'average': f"{float(row['average']):.1f} ± {float(row['average_sd']):.1f}",
            'minus Baseline': '' if row is baseline else minus_baseline,
            'minus MLCR': minus_reference, 'minus with GCN': minus_reference, **labels}


@pytest.mark.parametrize('file, text', [
    table[1:] for table in TABLES if table[0] == 'results.md'])
def test_rows_are_those_of_the_file(file, text):
    rows = read_rows(file)
    head, lines = read_table(text)
    assert len(lines) == len(rows) > 0
    for line, row in zip(lines, rows):
        assert re.sub(r' \(`.*`\)', '', line[0]) == row['method']
        values = expected(row, rows[0])
        checked = [title for title in head if title in values]
        assert len(checked) > 1
        for title in checked:
            assert line[head.index(title)].strip('*') == values[title], (row['method'], title)


def test_table_of_the_readme():
    (_, files, text), = (table for table in TABLES if table[0] == 'README.md')
    columns = [read_rows(file) for file in files.split()]
    _, lines = read_table(text)
    assert [len(rows) for rows in columns] == [len(lines)] * 2
    for line, *rows in zip(lines, *columns):
        assert line[0].split(':')[0] == rows[0]['method'] == rows[1]['method']
        values = [expected(row, column[0]) for row, column in zip(rows, columns)]
        assert line[1:] == [value[key] for value in values for key in ('average', 'minus Baseline')]


def test_there_are_tables():
    assert [page for page, *_ in TABLES].count('results.md') == 6
