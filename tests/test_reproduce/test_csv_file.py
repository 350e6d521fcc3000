import csv

from result_lines import make_table

from mlcr_mm.reproduce.csv_file import format_csv


def test_one_line_per_method_and_source():
    small, large = make_table(1), make_table(2)
    lines = list(csv.DictReader(format_csv([small, large]).splitlines()))
    assert len(lines) == 6
    assert lines[0]['AU1'] == '51.25' and lines[0]['AU1_sd'] == '1.04' and lines[0]['AU2'] == ''
    assert lines[3]['AU2'] == '51.25'
    assert lines[0]['difference_low'] == '-3' and lines[0]['p'] == '0.0123'
    assert lines[1]['source'] == 'paper' and lines[1]['average'] == '62.3'
    assert lines[1]['runs'] == lines[1]['average_sd'] == lines[1]['p'] == ''
    assert {key for key, value in lines[2].items() if value} == {'section', 'method', 'source'}
