import os
import subprocess
import sys

import pytest
from toy import ROOT

# As a new user's shell has them: Python keeps back what goes into a pipe.
VARIABLES = {name: value for name, value in os.environ.items() if name != 'PYTHONUNBUFFERED'}


@pytest.mark.parametrize('end', [
    "print_last('the end')", 'with user_errors():\n    raise FileNotFoundError("the end")'])
def test_it_comes_after_what_was_printed_before(end):
    code = ('from mlcr_mm.apis import user_errors\n'
            'from mlcr_mm.apis.command_line.last_line import print_last\n'
            f"print('before')\n{end}")
    output = subprocess.run([sys.executable, '-c', code], cwd=ROOT, env=VARIABLES, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
    first, last = output.splitlines()[-2:]
    assert first == 'before' and last.endswith('the end')


def test_a_reader_who_has_gone_does_not_hide_it():
    code = ('from mlcr_mm.apis.command_line.last_line import print_last\n'
            "print('a'); print_last('the end')")
    read, write = os.pipe()
    os.close(read)
    result = subprocess.run([sys.executable, '-c', code], cwd=ROOT, env=VARIABLES, text=True,
                            stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert 'the end' in result.stderr.splitlines()
