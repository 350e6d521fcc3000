import runpy
import sys

import cv2
import numpy as np
import pytest
from toy import ROOT

TOOL = str(ROOT / 'tools' / 'benchmark_decoders.py')


def test_prints_a_row_per_decoder(tmp_path, monkeypatch, capsys):
    smooth = np.linspace(0, 255, 48).astype(np.uint8)[:, None, None] * np.ones((1, 40, 3), np.uint8)
    cv2.imwrite(str(tmp_path / 'a.jpg'), smooth)
    monkeypatch.setattr(sys, 'argv', ['tool', str(tmp_path), '--rounds', '1'])
    threads = cv2.getNumThreads()
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(TOOL, run_name='__main__')
    cv2.setNumThreads(threads)
    lines = capsys.readouterr().out.splitlines()
    assert not ended.value.code and lines[2].startswith('| OpenCV | ')
    differences = {line.split('|')[1].strip(): line.split('|')[3].strip() for line in lines[2:-1]}
    assert differences['OpenCV'] == '0' and differences['OpenCV, half'] == ''
    others = [int(value) for name, value in differences.items() if value and 'DCT' not in name]
    assert max(others) <= 4  # other releases of libjpeg-turbo


def test_needs_images(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, 'argv', ['tool', str(tmp_path)])
    with pytest.raises(SystemExit, match='2'):
        runpy.run_path(TOOL, run_name='__main__')
    assert 'has no *.jpg' in capsys.readouterr().err
