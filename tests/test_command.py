import sys

import pytest
from toy import ROOT

from mlcr_mm.command import COMMANDS, main, usage

#: For those who work on the package.
OURS = {'benchmark_decoders.py', 'benchmark_index.py', 'benchmark_infer.py',
        'compare_rankings.py', 'draw_demo_faces.py'}


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, 'argv', ['mlcr_mm', *map(str, arguments)])
    with pytest.raises(SystemExit) as error:
        main()
    return error.value.code


def test_every_tool_for_users_has_a_command():
    assert {path.name for path in (ROOT / 'tools').glob('*.py')} - OURS == set(COMMANDS.values())


def test_usage_says_what_each_command_does(monkeypatch, capsys):
    for arguments in ((), ('--help', ), ('-h', )):
        assert run(monkeypatch, *arguments) == 0
        assert capsys.readouterr().out == f'{usage()}\n'
    assert '\n  train      Train a model\n' in usage()


def test_an_unknown_command_is_refused(monkeypatch, capsys):
    assert run(monkeypatch, 'trian') == 2
    assert 'mlcr_mm has no command trian' in capsys.readouterr().err


@pytest.mark.parametrize('command', COMMANDS)
def test_help_is_that_of_the_tool(command, monkeypatch, capsys):
    assert run(monkeypatch, command, '--help') == 0
    assert capsys.readouterr().out.startswith(f'usage: mlcr_mm {command} ')


def test_arguments_and_exit_code_are_those_of_the_tool(monkeypatch, capsys, tmp_path):
    assert run(monkeypatch, 'splits', 'common', 'BP4D', 'EmotioNet') in (0, None)
    assert "'AU1'" in capsys.readouterr().out
    assert run(monkeypatch, 'splits', 'list', tmp_path / 'missing.txt', tmp_path, '--train', 1,
               '--test', 1, '--unlabeled', 1) == 1


@pytest.mark.parametrize('name', ['check', 'check_dataset'])
def test_a_tool_is_found_by_its_file_s_name_too(name, capsys):
    with pytest.raises(SystemExit) as error:
        main([name, '--help'])
    assert error.value.code == 0 and 'usage: mlcr_mm check ' in capsys.readouterr().out
