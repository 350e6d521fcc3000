import numpy as np

from mlcr_mm.evaluation.f1_table import format_f1_table


def test_rows_and_average():
    text = format_f1_table(['AU1', 'AU43'], {'f1': np.array([61.23, np.nan])}, [7, 0], [20, 9])
    lines = {line.split('│')[1].strip(): line for line in text.splitlines() if '│' in line}
    assert '61.2' in lines['AU1'] and '7 / 20' in lines['AU1']
    assert 'no positives' in lines['AU43'] and '0 / 9' in lines['AU43']
    assert '61.2' in lines['average']


def test_no_label_with_positives():
    text = format_f1_table(['AU1'], {'f1': np.array([np.nan])}, [0], [4])
    assert text.count('no positives') == 2


def test_names_that_look_like_markup_are_shown_as_they_are():
    text = format_f1_table(['smile [left]', ':smile:'], {'[red]f1': np.array([1., 2.])}, [7, 1],
                           [20, 9])
    assert 'smile [left]' in text and ':smile:' in text and '[red]f1' in text
