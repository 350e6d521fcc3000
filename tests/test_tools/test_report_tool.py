import json
import runpy
import sys

import pytest
from toy import ROOT, write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


@pytest.fixture
def report(monkeypatch):

    def run_tool(*arguments):
        monkeypatch.setattr(sys, 'argv', ['report.py', *map(str, arguments)])
        with pytest.raises(SystemExit) as error:
            runpy.run_path(str(ROOT / 'tools' / 'report.py'), run_name='__main__')
        return error.value.code

    return run_tool


def test_the_f1_of_the_page_is_that_of_the_test(report, tmp_path, monkeypatch):
    config = write_toy_config(tmp_path, workers=0)
    work_dir = tmp_path / 'work'
    work_dir.mkdir()
    settings = load_config(str(config))
    settings.dump(str(work_dir / 'toy.py'))
    checkpoint = write_toy_checkpoint(settings, work_dir / 'epoch_4.pth', seed=1)
    monkeypatch.setattr(sys, 'argv', [
        'test.py', str(config), checkpoint, '--work-dir', str(tmp_path / 'test'), '--out',
        str(tmp_path / 'metrics.json'), '--out-item', 'metrics'])
    runpy.run_path(str(ROOT / 'tools' / 'test.py'), run_name='__main__')
    metrics = json.loads((tmp_path / 'metrics.json').read_text())
    page = tmp_path / 'page.html'
    assert report(work_dir, '--out', page, '--resamples', '20', '--device', 'cpu') == 0
    text = page.read_text()
    assert 0 < metrics['mlcr/f1'] < 100
    assert f"(mlcr/f1)</td><td>{metrics['mlcr/f1']:.1f}</td>" in text
    assert f"<td>average</td><td>{metrics['mlcr/f1_ensemble']:.1f} [" in text


def test_one_clear_error(report, tmp_path, capsys):
    assert report(tmp_path / 'none') == 1
    assert 'none is no folder' in capsys.readouterr().err
    assert report(tmp_path, '--resamples', '0') == 2
