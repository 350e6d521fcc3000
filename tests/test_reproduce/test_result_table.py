import csv
import statistics

import numpy as np
import pandas as pd
import pytest
from result_lines import NOTHING, make_table, result

from mlcr_mm.reproduce.bootstrap import Difference
from mlcr_mm.reproduce.paper_tables import Row, Section
from mlcr_mm.reproduce.result_table import join_tables, make_result_table
from mlcr_mm.reproduce.shared_networks import SharedNetworks

SECTION = Section('T', 'emotionet', (
    Row('Baseline', 'a'), Row('FixMatch', 'f'), Row('Baseline + L_cr', 'c'), Row('MLCR', 'b')),
    'Baseline')
DIFFERENCE, OTHER = Difference(-2., -3., -1., .01), Difference(1., .5, 1.5, .02)


@pytest.fixture
def table():
    f1 = [{'AU1': 50. + seed, 'AU2': 60.} for seed in range(3)]
    fixmatch = result(f1, dict(f1=DIFFERENCE, map_ensemble=OTHER), map=[70., 71., 75.])
    return make_result_table(SECTION, [NOTHING, fixmatch, NOTHING, NOTHING])


def test_ours_and_the_paper_s(table):
    lines = table.lines
    assert lines[['method', 'source']].values.tolist() == [
        ['Baseline', 'ours'], ['Baseline', 'paper'], ['FixMatch', 'ours'],
        ['Baseline + L_cr', 'ours'], ['Baseline + L_cr', 'paper'], ['MLCR', 'ours'],
        ['MLCR', 'paper']]
    paper, ours = lines.iloc[1], lines.iloc[2]
    assert tuple(ours[['AU1', 'AU1_sd']]) == (51., statistics.stdev([50., 51., 52.]))
    assert tuple(ours[['average', 'average_sd']]) == (
        55.5, pytest.approx(statistics.stdev([55., 55.5, 56.])))
    assert tuple(ours[['map', 'map_sd']]) == (72., statistics.stdev([70., 71., 75.]))
    assert tuple(ours[['difference', 'difference_low', 'difference_high', 'p']]) == DIFFERENCE
    assert tuple(ours[[f'map_ensemble_{end}' for end in (
        'difference', 'difference_low', 'difference_high', 'p')]]) == OTHER
    assert ours.filter(like='map_difference').isna().all()
    assert ours['runs'] == 3 and pd.isna(paper['runs'])
    assert paper['AU1'] == 55.6 and paper['average'] == 62.3
    assert paper[['AU1_sd', 'average_sd', 'difference', 'p', 'map', 'f1_ensemble']].isna().all()
    assert lines.iloc[4]['f1_ensemble'] == 67.2


def test_a_row_that_was_not_run_is_empty(table):
    assert table.lines.loc[5].dropna().to_dict() == dict(section='T', method='MLCR', source='ours')


def test_labels_of_the_data_or_the_paper_s(table):
    assert table.labels == ['AU1', 'AU2']
    nothing = make_result_table(SECTION, [NOTHING] * 4)
    assert len(nothing.labels) == 12 and nothing.labels[-1] == 'AU43'


def test_one_run_has_no_deviation_and_a_missing_f1_no_weight():
    one, two = result([{'AU1': 3.}]), result([{'AU1': 4., 'AU2': 8.}, {'AU1': 5.}])
    lines = make_result_table(SECTION, [one, two, NOTHING, NOTHING]).lines.set_index(
        ['method', 'source'])
    single, double = lines.loc['Baseline', 'ours'], lines.loc['FixMatch', 'ours']
    assert single['AU1'] == single['average'] == 3. and single['runs'] == 1
    assert np.isnan([single['AU1_sd'], single['average_sd'], double['AU2_sd']]).all()
    assert double['AU2'] == 8. and double['average'] == pytest.approx((6. + 5.) / 2)


def test_sections_are_joined_with_the_labels_of_all():
    table = join_tables([make_table(1), make_table(2)])
    text = table.to_csv(index=False, float_format='%.6g')
    lines = list(csv.DictReader(text.splitlines()))
    names = ['average', 'f1_uncalibrated', 'f1_ensemble', 'map', 'map_ensemble']
    ends = ['difference', 'difference_low', 'difference_high', 'p']
    assert len(lines) == 8 and list(lines[0]) == [
        'section', 'method', 'source', 'runs',
        *(f'{name}{end}' for name in ('AU1', 'AU2', *names) for end in ('', '_sd')),
        *ends, *(f'{name}_{end}' for name in names[1:] for end in ends)]
    assert lines[2]['AU1'] == '51.25' and lines[2]['AU1_sd'] == '1.04' and lines[2]['AU2'] == ''
    assert lines[6]['AU2'] == '51.25' and lines[2]['runs'] == '3'
    assert lines[2]['difference_low'] == '1' and lines[2]['p'] == '0.0123'
    assert lines[2]['map_difference_low'] == '-0.25' and lines[2]['f1_ensemble'] == '60'
    assert lines[1]['source'] == 'paper' and lines[1]['average'] == '62.3'
    assert lines[1]['AU2'] == '41.1'  # printed, though this section was measured on AU1 alone
    assert lines[1]['runs'] == lines[1]['average_sd'] == lines[1]['p'] == ''
    assert {key for key, value in lines[0].items() if value} == {'section', 'method', 'source'}


@pytest.mark.parametrize('name', ['map', 'p', 'runs', 'average'])
def test_a_label_called_as_another_column_is_refused(name):
    section = Section('Title', 'emotionet', (Row('MLCR', 'b'), ), 'MLCR')
    with pytest.raises(ValueError, match=f"labels \\['{name}'\\].*another name"):
        make_result_table(section, [result([{name: 50.}])])


def test_a_label_called_as_the_deviation_of_another_is_refused():
    section = Section('Title', 'emotionet', (Row('MLCR', 'b'), ), 'MLCR')
    with pytest.raises(ValueError, match=r"labels \['a', 'a_sd'\].*another name"):
        make_result_table(section, [result([{'a': 50., 'a_sd': 40., 'b': 30.}])])


def test_deviation_of_ensembles_that_share_networks():
    section = Section('Title', 'emotionet', (Row('MLCR', 'b'), ), 'MLCR')
    found = result([dict(AU1=50.), dict(AU1=51.), dict(AU1=52.)])
    line = make_result_table(section, [found._replace(ensembles=SharedNetworks(
        [(0, 1), (1, 2), (2, 0)]))]).lines.iloc[0]
    assert line['average_sd'] == line['map_sd'] == pytest.approx(1)
    assert line['f1_ensemble_sd'] == line['map_ensemble_sd'] == pytest.approx(2 ** .5)
