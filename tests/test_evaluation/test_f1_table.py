import numpy as np

from mlcr_mm.evaluation.f1_table import format_f1_table


def test_rows_and_average():
    text = format_f1_table(['AU1', 'AU43'], {'f1': np.array([61.23, np.nan])}, [7, 0], [20, 9])
    lines = {line.split('│')[1].strip(): line for line in text.splitlines() if '│' in line}
    assert '61.2' in lines['AU1'] and '7 / 20' in lines['AU1']
    assert '–' in lines['AU43'] and '0 / 9: no positives' in lines['AU43']
    assert '61.2' in lines['average']


def test_no_label_with_positives():
    text = format_f1_table(['AU1'], {'f1': np.array([np.nan])}, [0], [4])
    assert text.count('–') == 2 and text.count('no positives') == 1


def test_long_names_are_whole():
    names = [f'Wearing_Necklace_of_a_person_who_{verb}_in_the_evening'
             for verb in ('sings', 'dances')]
    columns = {title: np.array([1., np.nan]) for title in
               ('f1', 'view1', 'view2', 'ensemble', 'uncalibrated')}
    text = format_f1_table(names, columns, [7, 0], [20, 9])
    cells = [line.split('│')[1].strip() for line in text.splitlines() if line.startswith('│')]
    assert ''.join(cells) == ''.join([*names, 'average'])
    assert '…' not in text


def test_names_that_look_like_markup_are_shown_as_they_are():
    text = format_f1_table(['smile [left]', ':smile:'], {'[red]f1': np.array([1., 2.])}, [7, 1],
                           [20, 9])
    assert 'smile [left]' in text and ':smile:' in text and '[red]f1' in text
