from mlcr_mm.benchmark import format_report

TIME = dict(ms=12.345, low=12., high=13.04, cpu_ms=9.)
RESULT = dict(
    machine=dict(processor='A processor', gpu=None, threads=2, python='3.11.7',
                 versions=dict(torch='2.14.1')),
    memory_mib=dict(process=1000.4),
    configs=dict(
        one=dict(times={'a bare step': TIME, 'decode': TIME},
                 ratios={'b/a': dict(median=1.01, low=1., high=1.02)}, rates={'batch size': 96}),
        two=dict(times={'a bare step': TIME}, ratios={}, rates={'batch size': 32})))


def test_configs_stand_side_by_side():
    lines = format_report(RESULT).splitlines()
    assert lines[0] == 'A processor; 2 threads; Python 3.11.7, torch 2.14.1.'
    assert lines[1] == 'Peak memory: process 1000 MiB.'
    assert '| a bare step | 12.3 [12, 13] | 9 | 12.3 [12, 13] | 9 |' in lines
    assert '| decode | 12.3 [12, 13] | 9 |  |  |' in lines
    assert '| b/a | 1.010 [1.000, 1.020] |  |' in lines
    assert '| batch size | 96 | 32 |' in lines
    widths = {line.count('|') for line in lines if line.startswith('| ')}
    assert widths == {6, 4}
