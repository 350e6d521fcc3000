import runpy
import sys

import pytest
from toy import ROOT


@pytest.fixture
def run(request, monkeypatch):
    """Runs the tool that the test file is named after, in this process; gives its exit code."""
    tool = ROOT / 'tools' / f"{request.module.__name__.replace('test_', '', 1)}.py"

    def run_tool(*arguments):
        monkeypatch.setattr(sys, 'argv', [tool.name, *map(str, arguments)])
        with pytest.raises(SystemExit) as error:
            runpy.run_path(str(tool), run_name='__main__')
        return error.value.code

    return run_tool
