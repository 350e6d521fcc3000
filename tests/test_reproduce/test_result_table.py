import statistics

import pytest

from mlcr_mm.reproduce.bootstrap import Difference
from mlcr_mm.reproduce.collect import RowResult
from mlcr_mm.reproduce.paper_tables import Row, Section
from mlcr_mm.reproduce.result_table import Value, make_result_table

SECTION = Section('T', 'emotionet', (Row('Baseline', 'a'), Row('FixMatch', 'f'), Row('MLCR', 'b')),
                  'MLCR')
DIFFERENCE = Difference(-2., -3., -1., .01)


@pytest.fixture
def table():
    f1 = {f'seed{seed}': {'AU1': 50. + seed, 'AU2': 60.} for seed in range(3)}
    return make_result_table(SECTION, [RowResult(f1, DIFFERENCE, 3), RowResult({}), RowResult({})])


def test_ours_and_the_paper_s(table):
    assert [(line.name, line.source) for line in table.lines] == [
        ('Baseline', 'ours'), ('Baseline', 'paper'), ('FixMatch', 'ours'), ('MLCR', 'ours'),
        ('MLCR', 'paper')]
    ours, paper = table.lines[:2]
    assert ours.values['AU1'] == (51., statistics.stdev([50., 51., 52.]))
    assert ours.average == (55.5, pytest.approx(statistics.stdev([55., 55.5, 56.])))
    assert ours.difference == DIFFERENCE and ours.runs == 3
    assert paper.values['AU1'] == (55.6, None) and paper.average == (62.3, None)


def test_a_row_that_was_not_run_is_empty(table):
    line = table.lines[3]
    assert line.values == {} and line.average == (None, None) and not line.runs


def test_labels_of_the_data_or_the_paper_s(table):
    assert table.labels == ['AU1', 'AU2']
    nothing = make_result_table(SECTION, [RowResult({})] * 3)
    assert len(nothing.labels) == 12 and nothing.labels[-1] == 'AU43'


def test_one_run_has_no_deviation():
    assert Value.of([3.]) == (3., None) and Value.of([]) == (None, None)
