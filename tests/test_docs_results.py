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


def difference_of(row, prefix=''):
    """A row minus the one that its file compares with, if the file says so."""
    cells = [row.get(f'{prefix}difference{end}') for end in ('', '_low', '_high')]
    return difference(*cells) if cells[0] else ''


def mean_of(row, column):
    """Mean and deviation, if the file has them."""
    return (f"{float(row[column]):.1f} ± {float(row[column + '_sd']):.1f}" if row.get(column)
            and row[column + '_sd'] else '')


def expected(row, baseline):
    """What the cells of a row say, by the head of their column."""
    minus_reference = difference_of(row)
    minus_baseline = f"{float(row['average']) - float(baseline['average']):+.1f}"
    if not baseline['difference']:  # the file compares with the Baseline
        minus_baseline = minus_reference or minus_baseline
    elif not minus_reference:  # the row that the file compares with
        minus_baseline = difference(*(baseline[f'difference{end}']
                                      for end in ('', '_low', '_high')), sign=-1)
    labels = {key[2:]: f'{float(value):.1f}' for key, value in row.items()
              if re.fullmatch(r'AU\d+', key) and value}
    return {'average': mean_of(row, 'average'), 'raw': mean_of(row, 'f1_uncalibrated'),
            'ensemble': mean_of(row, 'f1_ensemble'), 'mAP': mean_of(row, 'map'),
            'ensemble minus Baseline': difference_of(row, 'f1_ensemble_'),
            'mAP minus Baseline': difference_of(row, 'map_'),
            'minus Baseline': '' if row is baseline else minus_baseline,
            'minus MLCR': minus_reference, 'minus with GCN': minus_reference, **labels}


@pytest.mark.parametrize('page, file, text', TABLES)
def test_rows_are_those_of_the_file(page, file, text):
    rows = every = read_rows(file)
    head, lines = read_table(text)
    names = [re.sub(r' \(`.*`\)|: .*', '', line[0]) for line in lines]
    if page == 'README.md':  # short: some of them
        rows = [row for row in every if row['method'] in names]
    assert names == [row['method'] for row in rows]
    for line, row in zip(lines, rows):
        values = expected(row, every[0])
        checked = [title for title in head if title in values]
        assert len(checked) > 1
        for title in checked:
            assert line[head.index(title)].strip('*') == values[title], (row['method'], title)


SUMMARY = re.search(r'^<!-- summary of configs/results -->\n((?:\|.*\n)+)',
                    (ROOT / 'docs/results.md').read_text(), re.MULTILINE)[1]


@pytest.mark.parametrize('line', read_table(SUMMARY)[1], ids=lambda line: line[0])
def test_summary_has_the_differences_of_the_files(line):
    file = re.search(r'\(\.\./(configs/results/\w+)\.md\)', line[0])[1] + '.csv'
    row, = (row for row in read_rows(file) if row['method'] == 'MLCR')
    assert line[1:] == [difference_of(row, measure) for measure in ('', 'map_', 'f1_ensemble_')]


def test_there_are_tables():
    pages = [page for page, *_ in TABLES]
    assert {page: pages.count(page) for page in pages} == {
        'README.md': 1, 'results.md': 14, 'results_earlier.md': 9}
