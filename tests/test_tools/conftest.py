import runpy
import sys
from pathlib import Path

import pandas
import pytest
from infer_tool import TOOL
from mmengine.logging import MMLogger
from toy import ROOT, write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


@pytest.fixture(autouse=True)
def own_logger():
    """Let no run take the logger of the one before it.

    mmengine finds a logger by the config's name and the second in which the run began, and the one
    before wrote to a stream that pytest has closed.
    """
    MMLogger._instance_dict.clear()


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


@pytest.fixture(scope='module')
def checkpoint(tmp_path_factory):
    folder = tmp_path_factory.mktemp('infer')
    config = load_config(str(write_toy_config(folder, workers=0)))
    return write_toy_checkpoint(config, folder / 'epoch_4.pth', graph=True, meta=True)


@pytest.fixture
def crops(checkpoint):
    return Path(checkpoint).parent / 'data' / 'images'


@pytest.fixture
def infer(monkeypatch, checkpoint, tmp_path):
    """Run the tool; gives the exit code and the table."""

    def run_tool(*arguments, out='out.csv', model=checkpoint):
        chosen = ['--checkpoint', model] if model else []
        arguments = [*arguments, *chosen, '--out', tmp_path / out, '--device', 'cpu']
        monkeypatch.setattr(sys, 'argv', ['infer.py', *map(str, arguments)])
        with pytest.raises(SystemExit) as error:
            runpy.run_path(str(TOOL), run_name='__main__')
        is_table = (tmp_path / out).is_file() and out.endswith('.csv')
        return error.value.code, pandas.read_csv(tmp_path / out) if is_table else None

    return run_tool
