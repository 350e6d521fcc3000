import subprocess
import warnings

from toy import PYTHON

from mlcr_mm.toolbox import HARMLESS


def test_the_import_loads_no_library_that_few_need():
    code = ('import sys, mlcr_mm; print([name for name in ("scipy", "sklearn", "pandas", '
            '"matplotlib") if name in sys.modules])')
    result = subprocess.run([PYTHON, '-c', code], capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ('[]\n', '')


def test_other_warnings_are_shown():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        for message in HARMLESS:
            warnings.filterwarnings('ignore', message, UserWarning)
            warnings.warn(f'{message} and more', UserWarning, stacklevel=1)
        warnings.warn('Fail to import something else', UserWarning, stacklevel=1)
    assert [str(warning.message) for warning in seen] == ['Fail to import something else']
