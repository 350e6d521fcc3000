import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from face_images import HEADER, landmark_line, moved_points, spot_centres, write_face
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.alignment import template_points

TOOL = Path(__file__).parents[2] / 'tools' / 'align_faces.py'


@pytest.fixture
def folder(tmp_path):
    lines = [HEADER]
    for number in range(3):
        points = moved_points(degrees=10 * number)
        write_face(tmp_path / 'data' / 'images' / f'{number}.png', points)
        lines.append(landmark_line(f'images/{number}.png', points))
    (tmp_path / 'data' / 'landmarks.csv').write_text('\n'.join(lines[:-1]))
    return tmp_path


def test_aligns_by_a_landmark_file(folder, run, capsys):
    arguments = [folder / 'data/images', folder / 'out', '--landmarks',
                 folder / 'data/landmarks.csv', '--root', folder / 'data', '--workers', 1,
                 '--format', 'jpg', '--size', 120]
    assert run(*arguments) == 0
    assert '2 crops written' in capsys.readouterr().out
    crop = cv2.imread(str(folder / 'out' / '1.jpg'))
    np.testing.assert_allclose(spot_centres(crop), template_points(120), atol=0.6)
    assert run(*arguments) == 0
    assert '2 were there, 1 failed' in capsys.readouterr().out
    assert '2.png,no_landmarks' in (folder / 'out' / 'problems.csv').read_text()


def test_ends_with_an_error_if_there_is_no_crop(folder, run, capsys):
    # Without --root the names do not match.
    assert run(folder / 'data/images', folder / 'out', '--landmarks',
               folder / 'data/landmarks.csv', '--workers', 1) == 1
    output = capsys.readouterr().out
    assert '0 crops written' in output
    assert 'no_landmarks: 3, e.g. 0.png: ' in output and '--root must be the folder' in output
    assert 'first line is for images/0.png' in output
    assert run(folder / 'data/images', folder / 'out', '--detector',
               f'yunet={folder}/no.onnx') == 1
    assert 'opencv_zoo' in capsys.readouterr().err
    assert run(folder / 'data', folder / 'out') == 2  # neither detector nor landmarks


def test_what_is_skipped_is_counted_and_most_wrong_landmarks_are_an_error(folder, run, capsys):
    images = folder / 'data' / 'images'
    for name in ('a.heic', 'b.txt', 'c.txt'):
        (images / name).touch()
    turned = [moved_points(degrees=100, shift=(400, 60)) for _ in range(3)]
    lines = [landmark_line(f'{number}.png', points) for number, points in enumerate(turned)]
    (folder / 'l.csv').write_text('\n'.join([HEADER, *lines]))
    assert run(images, folder / 'out', '--landmarks', folder / 'l.csv', '--workers', 1) == 1
    output = capsys.readouterr()
    assert '2 .txt, 1 .heic' in output.out and 'implausible: 3' in output.out
    assert 'landmarks of most images cannot be right' in output.err
    # Any roll is fine for stored pixels.
    assert run(images, folder / 'out', '--landmarks', folder / 'l.csv', '--workers', 1,
               '--landmark-pixels', 'stored') == 0


@pytest.mark.parametrize('name', ['face.heic', 'new\nline.gif'])
def test_a_single_file_of_any_name_is_read_by_its_content(folder, run, capsys, name):
    points = moved_points()
    write_face(folder / 'data' / 'a.jpg', points)
    (folder / 'data' / 'a.jpg').rename(folder / 'data' / name)
    line = landmark_line('"' + name + '"', points)
    (folder / 'l.csv').write_text(f'{HEADER}\n{line}\n')
    assert run(folder / 'data' / name, folder / 'out', '--landmarks', folder / 'l.csv') == 0
    assert '1 crops written' in capsys.readouterr().out
    crop = cv2.imread(str(folder / 'out' / f'{name.split(".")[0]}.png'))
    np.testing.assert_allclose(spot_centres(crop), template_points(240), atol=0.8)


@needs_facsrender
def test_a_killed_run_is_continued(tmp_path, run, capsys):
    arguments = [FACSRENDER / 'bp4d', tmp_path, '--workers', 2, '--landmarks',
                 FACSRENDER / 'bp4d' / 'landmarks.csv']
    # A process of its own, not a fork of this one: the threads of many tests run here.
    process = subprocess.Popen([sys.executable, str(TOOL), *map(str, arguments)],
                               stdout=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while not next(tmp_path.rglob('[0-9]*.jpg'), None) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    crops = list(tmp_path.rglob('[0-9]*.jpg'))
    assert 0 < len(crops) < 720
    assert all(path.read_bytes().endswith(b'\xff\xd9') for path in crops)
    capsys.readouterr()
    assert run(*arguments) == 0
    assert f'{720 - len(crops)} crops written' in capsys.readouterr().out
    assert len(list(tmp_path.rglob('[0-9]*.jpg'))) == 720 and not list(tmp_path.rglob('.*.part'))
