import sys

import pytest

from mlcr_mm.apis import ExitCode


@pytest.mark.parametrize('code', ExitCode)
def test_a_shell_gets_the_number(code):
    with pytest.raises(SystemExit) as error:
        sys.exit(code)
    assert error.value.code == int(code) in (0, 1, 2, 130, 141)
