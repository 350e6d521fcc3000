import json
import runpy
import sys

import pytest
from toy import ROOT, write_toy_config


@pytest.fixture
def run(monkeypatch):

    def run_tool(*arguments):
        monkeypatch.setattr(sys, 'argv', ['benchmark.py', *map(str, arguments)])
        with pytest.raises(SystemExit) as exit_code:
            runpy.run_path(str(ROOT / 'tools' / 'benchmark.py'), run_name='__main__')
        return exit_code.value.code

    return run_tool


def test_two_configs_side_by_side(run, tmp_path, capsys):
    paths = []
    for method in ('mlcr', 'mean_teacher'):
        (tmp_path / method).mkdir()
        toy = write_toy_config(tmp_path / method, workers=0, method=method)
        paths.append(toy.rename(toy.with_name(f'{method}.py')))
    code = run(*paths, '--rounds', 2, '--steps', 1, '--images', 3, '--metric-images', 10,
               '--peak-tflops', 1, '--out', tmp_path / 'result')
    assert not code
    result = json.loads((tmp_path / 'result.json').read_text())
    assert list(result['configs']) == ['mlcr', 'mean_teacher']
    for config in result['configs'].values():
        assert {name[0] for name in config['times']} == {'a', 'b', 'c', 'd', 'e', 'f'}
        assert 'decode' in config['times']
        assert {'b/a', 'c/a', 'd/decode, CPU'} <= config['ratios'].keys()
        assert config['rates']['batch size'] == 8 and config['rates']['share of peak'] > 0
    text = (tmp_path / 'result.md').read_text()
    assert text in capsys.readouterr().out and '| c training |' in text
    assert result['machine']['processor'] in text


def test_wrong_options_are_refused(run, tmp_path, capsys):
    assert run('a/x.py', 'b/x.py') == 2
    assert 'the same name' in capsys.readouterr().err
    assert run('x.py', '--rounds', 0) == 2
    assert '--rounds: must be a whole number >= 1' in capsys.readouterr().err
