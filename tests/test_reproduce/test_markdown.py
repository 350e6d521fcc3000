from result_lines import make_table

from mlcr_mm.reproduce.markdown import format_markdown, format_rows


def cells(line):
    return [cell.strip() for cell in line.strip('|').split('|')]


def test_measures():
    title, _, head, rule, *body = format_markdown(make_table()).splitlines()
    assert title == '## Title'
    assert cells(head) == [
        '%', 'F1', 'F1, raw', 'F1, ensemble', 'mAP', 'mAP, ensemble', 'F1: minus Baseline [95 %]',
        'F1, ensemble: minus Baseline [95 %]', 'mAP: minus Baseline [95 %]', 'p (F1)', 'runs']
    assert set(rule) == set('|- ')
    assert cells(body[0]) == ['Baseline (ours)', *[''] * 10]
    assert cells(body[1]) == ['Baseline (paper)', '**62.3**', *[''] * 9]
    assert cells(body[2]) == [
        'MLCR (ours)', '**51.2 ± 1.0**', '41.0 ± 1.0', '60.0 ± 0.0', '51.2 ± 1.0', '51.2 ± 1.0',
        '+2.0 [+1.0, +3.0]', '', '+0.5 [-0.2, +1.2]', '0.012', '3']


def test_labels():
    *_, head, _, nothing, baseline, ours, paper = format_markdown(make_table()).splitlines()
    assert cells(head) == ['F1 (%)', 'AU1', 'AU2', 'average']
    assert cells(nothing) == ['Baseline (ours)', '', '', '']
    assert cells(baseline) == ['Baseline (paper)', '55.6', '41.1', '62.3']
    assert cells(ours) == ['MLCR (ours)', '51.2 ± 1.0', '51.2 ± 1.0', '51.2 ± 1.0']
    assert cells(paper) == ['MLCR (paper)', '61.4', '49.3', '68.1']


def test_a_name_with_a_bar_is_one_cell():
    assert format_rows([['a|b', 'c'], ['1\n2', '3']]) == (
        '| a\\|b | c |\n| --- | --- |\n| 1 2 | 3 |\n')


def test_many_labels_are_rows():
    lines = format_markdown(make_table(40)).splitlines()
    body = lines[lines.index('| F1 (%) | Baseline (ours) | Baseline (paper) | MLCR (ours) | '
                             'MLCR (paper) |') + 2:]
    assert len(body) == 41 and cells(body[0]) == ['AU1', '', '55.6', '51.2 ± 1.0', '61.4']
    assert cells(body[2]) == ['AU3', '', '', '51.2 ± 1.0', '']  # the paper has no AU3
