import csv
import statistics

import numpy as np
import pandas as pd
import pytest
from result_lines import make_table

from mlcr_mm.reproduce.bootstrap import Difference
from mlcr_mm.reproduce.collect import RowResult
from mlcr_mm.reproduce.paper_tables import Row, Section
from mlcr_mm.reproduce.result_table import join_tables, make_result_table

SECTION = Section('T', 'emotionet', (Row('Baseline', 'a'), Row('FixMatch', 'f'), Row('MLCR', 'b')),
                  'MLCR')
DIFFERENCE = Difference(-2., -3., -1., .01)
NOTHING = RowResult(pd.DataFrame())


@pytest.fixture
def table():
    f1 = pd.DataFrame([{'AU1': 50. + seed, 'AU2': 60.} for seed in range(3)])
    return make_result_table(SECTION, [RowResult(f1, DIFFERENCE, 3), NOTHING, NOTHING])


def test_ours_and_the_paper_s(table):
    lines = table.lines
    assert lines[['method', 'source']].values.tolist() == [
        ['Baseline', 'ours'], ['Baseline', 'paper'], ['FixMatch', 'ours'], ['MLCR', 'ours'],
        ['MLCR', 'paper']]
    ours, paper = lines.iloc[0], lines.iloc[1]
    assert tuple(ours[['AU1', 'AU1_sd']]) == (51., statistics.stdev([50., 51., 52.]))
    assert tuple(ours[['average', 'average_sd']]) == (
        55.5, pytest.approx(statistics.stdev([55., 55.5, 56.])))
    assert tuple(ours.filter(like='difference')) == DIFFERENCE[:3] and ours['p'] == DIFFERENCE.p
    assert ours['runs'] == 3 and pd.isna(paper['runs'])
    assert paper['AU1'] == 55.6 and paper['average'] == 62.3
    assert paper[['AU1_sd', 'average_sd', 'difference', 'p']].isna().all()


def test_a_row_that_was_not_run_is_empty(table):
    assert table.lines.loc[3].dropna().to_dict() == dict(section='T', method='MLCR', source='ours')


def test_labels_of_the_data_or_the_paper_s(table):
    assert table.labels == ['AU1', 'AU2']
    nothing = make_result_table(SECTION, [NOTHING] * 3)
    assert len(nothing.labels) == 12 and nothing.labels[-1] == 'AU43'


def test_one_run_has_no_deviation_and_a_missing_f1_no_weight():
    one = RowResult(pd.DataFrame([{'AU1': 3.}]))
    two = RowResult(pd.DataFrame([{'AU1': 4., 'AU2': 8.}, {'AU1': 5.}]))
    lines = make_result_table(SECTION, [one, two, NOTHING]).lines.set_index(['method', 'source'])
    single, double = lines.loc['Baseline', 'ours'], lines.loc['FixMatch', 'ours']
    assert single['AU1'] == single['average'] == 3. and single['runs'] == 1
    assert np.isnan([single['AU1_sd'], single['average_sd'], double['AU2_sd']]).all()
    assert double['AU2'] == 8. and double['average'] == pytest.approx((6. + 5.) / 2)


def test_sections_are_joined_with_the_labels_of_all():
    table = join_tables([make_table(1), make_table(2)])
    text = table.to_csv(index=False, float_format='%.6g')
    lines = list(csv.DictReader(text.splitlines()))
    assert len(lines) == 8 and list(lines[0]) == [
        'section', 'method', 'source', 'runs', 'AU1', 'AU1_sd', 'AU2', 'AU2_sd', 'average',
        'average_sd', 'average_uncalibrated', 'average_uncalibrated_sd', 'average_map',
        'average_map_sd', 'difference', 'difference_low', 'difference_high', 'p']
    assert lines[0]['AU1'] == '51.25' and lines[0]['AU1_sd'] == '1.04' and lines[0]['AU2'] == ''
    assert lines[4]['AU2'] == '51.25' and lines[0]['runs'] == '3'
    assert lines[0]['difference_low'] == '-3' and lines[0]['p'] == '0.0123'
    assert lines[1]['source'] == 'paper' and lines[1]['average'] == '62.3'
    assert lines[1]['AU2'] == '41.1'  # printed, though this section was measured on AU1 alone
    assert lines[1]['runs'] == lines[1]['average_sd'] == lines[1]['p'] == ''
    assert {key for key, value in lines[2].items() if value} == {'section', 'method', 'source'}
