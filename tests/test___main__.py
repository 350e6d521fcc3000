import subprocess

from toy import PYTHON

from mlcr_mm.command import usage


def test_is_the_command_and_says_nothing_else():
    """Also that the import prints nothing, which scripts that read the output rely on."""
    result = subprocess.run([PYTHON, '-m', 'mlcr_mm'], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, f'{usage()}\n', '')
