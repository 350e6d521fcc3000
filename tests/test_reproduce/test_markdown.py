from result_lines import make_table

from mlcr_mm.reproduce.markdown import format_markdown


def cells(line):
    return [cell.strip() for cell in line.strip('|').split('|')]


def test_table():
    title, _, head, rule, *body = format_markdown(make_table()).splitlines()
    assert title == '## Title'
    assert cells(head) == ['F1 (%)', 'AU1', 'AU2', 'average', 'uncalibrated', 'mAP',
                           'difference to MLCR [95 %]', 'p', 'runs']
    assert set(rule) == set('|- ')
    assert cells(body[0]) == ['Baseline (ours)', '51.2 ± 1.0', '51.2 ± 1.0', '**51.2 ± 1.0**',
                              '40.5 ± 0.7', '60.5', '-2.0 [-3.0, -1.0]', '0.012', '3']
    assert cells(body[1]) == ['Baseline (paper)', '55.6', '41.1', '**62.3**', *[''] * 5]
    assert cells(body[2]) == ['MLCR (ours)', *[''] * 8]


def test_many_labels_are_rows():
    _, _, head, _, *body = format_markdown(make_table(40)).splitlines()
    assert cells(head) == ['F1 (%)', 'Baseline (ours)', 'Baseline (paper)', 'MLCR (ours)',
                           'MLCR (paper)']
    assert len(body) == 46 and cells(body[0]) == ['AU1', '51.2 ± 1.0', '55.6', '', '61.4']
    assert cells(body[2]) == ['AU3', '51.2 ± 1.0', '', '', '']  # the paper has no AU3
