import subprocess
import sys

import pytest

from mlcr_mm.apis import load_config, user_errors
from mlcr_mm.files import printable


def test_one_line_and_the_exit_code(capsys):
    with pytest.raises(SystemExit) as error, user_errors(code=2):
        load_config('no\nsuch.py')
    said = capsys.readouterr().err
    assert error.value.code == 2 and said.count('\n') == 1
    assert said.startswith('error: config no\\nsuch.py does not exist')


def test_as_a_decorator_it_gives_what_the_function_gives():
    assert user_errors()(lambda: 7)() == 7


def test_bugs_keep_their_traceback():
    with pytest.raises(AttributeError), user_errors():
        printable(None)


def test_a_variable_shows_every_traceback(monkeypatch):
    monkeypatch.setenv('MLCR_TRACEBACK', '1')
    with pytest.raises(FileNotFoundError), user_errors():
        load_config('nowhere.py')


def test_ctrl_c_is_one_line(capsys, monkeypatch):
    with pytest.raises(SystemExit) as error, user_errors():
        raise KeyboardInterrupt
    assert error.value.code == 130 and capsys.readouterr().err == '\nstopped\n'
    monkeypatch.setenv('MLCR_TRACEBACK', '1')
    with pytest.raises(KeyboardInterrupt), user_errors():
        raise KeyboardInterrupt


@pytest.mark.parametrize('lines', [2, 100_000])  # left in the buffer, and not
def test_who_has_read_enough_is_no_error(lines):
    program = ('from mlcr_mm.apis import user_errors\n'
               'with user_errors(code=2):\n'
               f'    for number in range({lines}):\n'
               '        print(number)\n')
    with subprocess.Popen([sys.executable, '-c', program], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True) as process:
        process.stdout.close()
        assert process.stderr.read() == '' and process.wait() == 141


def test_a_pipe_of_something_else_is_an_error():
    with pytest.raises(SystemExit) as error, user_errors(code=2):
        raise BrokenPipeError(32, 'Broken pipe')
    assert error.value.code == 2
