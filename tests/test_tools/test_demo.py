import sys

import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


def test_it_serves_on_this_machine_alone_unless_told(run, tmp_path, monkeypatch):
    pytest.importorskip('gradio')
    served = []
    monkeypatch.setattr('mlcr_mm.demo.serve_page', lambda *args: served.append(args))
    config = load_config(str(write_toy_config(tmp_path, workers=0)))
    checkpoint = write_toy_checkpoint(config, tmp_path / 'a.pth', meta=True)
    assert run(checkpoint, '--detector', 'none', '--device', 'cpu') == 0
    assert run(checkpoint, '--detector', 'none', '--host', '0.0.0.0', '--port', '9000') == 0
    assert run('--detector', 'none', '--device', 'cpu') == 0  # the toy
    assert [args[1:] for args in served] == [
        ('127.0.0.1', None), ('0.0.0.0', 9000), ('127.0.0.1', None)]


def test_one_clear_error(run, tmp_path, capsys, monkeypatch):
    assert run('--port', '80000') == 2
    assert '--port: must be a whole number >= 1 and <= 65535' in capsys.readouterr().err
    pytest.importorskip('gradio')
    assert run(tmp_path / 'none.pth') == 1
    assert 'none.pth does not exist' in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, 'mlcr_mm.demo', None)
    assert run(tmp_path / 'none.pth') == 1
    assert 'pip install "mlcr_mm[demo]"' in capsys.readouterr().err
