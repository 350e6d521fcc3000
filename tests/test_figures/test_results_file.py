import numpy as np
import pytest

from mlcr_mm.figures.results_file import read_results

LONG = '''row,label,mean,std,runs
Baseline,AU2,50.5,1.5,3
Baseline,AU1,40,,1
Baseline,average,45.25,0.5,3
MLCR,AU1,60,2,3
MLCR,average,60,2,3
MLCT,AU4,,,0
MLCT,average,,,0
'''
WIDE = '''section,method,source,runs,AU2,AU2_sd,AU1,AU1_sd,AU4,AU4_sd,average,average_sd,p
Table 1,Baseline,ours,3,50.5,1.5,40,,,,45.25,0.5,0.01
Table 1,MLCR,ours,3,,,60,2,,,60,2,
Table 1,MLCT,ours,,,,,,,,,,
Table 1,MLCR,paper,,,,,,,,68.1,,
'''


def write(folder, text):
    path = folder / 'results.csv'
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize('text, published', [(LONG, []), (WIDE, ['MLCR (paper)'])])
def test_methods_with_results(tmp_path, text, published):
    labels, methods = read_results(write(tmp_path, text))
    assert labels == ['AU2', 'AU1'] and list(methods) == ['Baseline', 'MLCR', *published]
    np.testing.assert_array_equal(methods['Baseline'].mean, [50.5, 40])
    np.testing.assert_array_equal(methods['Baseline'].std, [1.5, np.nan])
    assert methods['Baseline'].average == 45.25 and methods['Baseline'].average_std == .5
    np.testing.assert_array_equal(methods['MLCR'].mean, [np.nan, 60])
    for name in published:
        assert np.isnan(methods[name].mean).all() and methods[name].average == 68.1


def test_other_averages_are_no_labels(tmp_path):
    lines = WIDE.splitlines()
    ends = ['f1_uncalibrated,f1_uncalibrated_sd,map,map_sd',
            *['44,1,66,2'] * (len(lines) - 1)]
    text = '\n'.join(f'{line},{end}' for line, end in zip(lines, ends))
    labels, methods = read_results(write(tmp_path, text))
    assert labels == ['AU2', 'AU1'] and methods['Baseline'].average == 45.25


def test_sections_of_a_table(tmp_path):
    text = WIDE + 'Table 4,MLCR,ours,3,1,,,,,,1,,\n'
    methods = read_results(write(tmp_path, text))[1]
    assert list(methods) == ['Table 1: Baseline', 'Table 1: MLCR', 'Table 1: MLCR (paper)',
                             'Table 4: MLCR']


@pytest.mark.parametrize('text, message', [
    ('method,label,mean,std\n', 'results.csv is no table of results'),
    ('', 'is no table of results'),
    ('row,label,mean,std\na,AU1,x,1\n', "a, AU1: .'x', '1'. are no mean"),
    ('row,label,mean,std\na,AU1\n', 'a, AU1: .None, None. are no mean'),
    ('row,label,mean,std\n', 'is no table of results|holds no result'),
    ('row,label,mean,std\na,AU1,1,1\na,AU1,2,1\n', 'a, AU1 comes twice'),
    ('row,label,mean,std\na,AU1,,\n', 'holds no result'),
    ('row,label,mean,std\na,AU1,inf,1\n', "a, AU1: .'inf', '1'. are no mean"),
    ('row,label,mean,std\na,AU1,72,8,1,0\n', "row 'a' has 6 cells below 4 columns.*quotes"),
])
def test_wrong_tables(tmp_path, text, message):
    with pytest.raises(ValueError, match=message):
        read_results(write(tmp_path, text))


@pytest.mark.parametrize('content', [
    b'row,label,mean,std\n"' + b'a' * 200_000 + b'",AU1,1,1\n',
    b'row,label,mean,std,mean\nMLCR,AU1,1,1,2\n',
    b','.join(b'%d' % column for column in range(20_000)) + b'\n',
    'row,label,mean,std\nMLCR,Mär,1,1\n'.encode('latin-1'),
])
def test_odd_files_are_refused_by_name(tmp_path, content):
    path = tmp_path / 'results.csv'
    path.write_bytes(content)
    with pytest.raises(ValueError, match='results.csv is no table of results'):
        read_results(str(path))


def test_a_byte_order_mark_is_fine(tmp_path):
    (tmp_path / 'results.csv').write_bytes(b'\xef\xbb\xbf' + LONG.encode())
    assert read_results(str(tmp_path / 'results.csv'))[0] == read_results(write(tmp_path, LONG))[0]
