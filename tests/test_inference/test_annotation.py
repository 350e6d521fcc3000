import os

import numpy as np
import pytest
from inference_rows import CLASSES, face_row

from mlcr_mm.files import write_text
from mlcr_mm.inference import FaceRow, Frame, FrameResult
from mlcr_mm.inference.annotation import draw_faces, picture_path


def result(image, *rows):
    frame = Frame('a.jpg', image=image)
    return FrameResult(frame, [row._replace(frame=frame) for row in rows])


def image(height, width, color=(10, 100, 200)):
    return np.full((height, width, 3), color, np.uint8)


@pytest.mark.parametrize('height, width', [(48, 48), (240, 320), (3000, 4000), (1000, 30)])
def test_the_picture_can_be_read_and_its_colours_are_true(height, width):
    picture = draw_faces(result(image(height, width), FaceRow(Frame('a.jpg'))), CLASSES)
    assert 400 < max(picture.shape[:2]) <= 1300 and picture.dtype == np.uint8
    place = picture.shape[0] // 2, 5
    np.testing.assert_array_equal(picture[place], (10, 100, 200))


def test_box_and_bars():
    row = face_row(box=(100, 100, 200, 150), points=np.full((5, 2), 200.))
    picture = draw_faces(result(image(480, 640, (0, 0, 0)), row), CLASSES)
    assert picture.shape[1] > 640  # the panel
    np.testing.assert_array_equal(picture[100, 150], (0, 176, 255))  # the frame, in its colour
    panel = picture[:, 640:]
    green = (panel == (80, 160, 40)).all(-1).sum(1)  # bars of what is present
    grey = (panel == (150, 150, 150)).all(-1).sum(1)
    assert green.max() >= .75 * 90 - 45 and (green > 10).sum() and (grey > 10).sum()


def test_every_person_has_a_panel():
    rows = [face_row(face_id=index) for index in range(30)]
    picture = draw_faces(result(image(480, 640), *rows), [f'AU{k}' for k in range(1, 13)])
    heads = ((picture[:, 640:] == (0, 176, 255)).all(-1).sum(1) > 100).any()
    assert heads and picture.shape[1] > 640 + 250 * 9


def test_faces_without_values():
    row = face_row(problem='only 2 of the five points')._replace(probabilities=None)
    assert draw_faces(result(image(480, 640), row), CLASSES).shape[1] > 640


def test_names_are_unique_and_inside_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inputs = ['a/1.jpg', 'b/1.jpg', 'a/1.png', 'a_1.jpg', '../a/1.jpg', f'{tmp_path}/c/1.jpg']
    names = [picture_path(name) for name in inputs]
    assert len(set(names)) == len(names)
    assert names[0] == 'a/1.jpg.jpg' and names[-1] == 'c/1.jpg.jpg'
    assert not any(os.path.isabs(name) or '..' in name.split('/') for name in names)
    assert picture_path('v.mp4', 12) == 'v.mp4/000012.jpg'


@pytest.mark.parametrize('names', [
    ['a:b.png', 'a_b.png', 'a\\b.png'], ['12:30.png', '12_30.png'],
    ['x' * 251 + '.png', 'x' * 250 + 'y.png'], ['ä' * 120 + '.png', 'ä' * 119 + 'b.png'],
    ['a.' + 'y' * 250, 'a.' + 'y' * 249], ['f.png', 'f.png.jpg/g.png'],
    [os.fsdecode(b'\xff' * 250), os.fsdecode(b'\xff' * 249)]])
def test_names_that_cannot_stay_can_be_written_and_stay_apart(tmp_path, names):
    for number, name in enumerate(names):
        write_text(tmp_path / picture_path(name), f'{number}')
    for number, name in enumerate(names):
        assert (tmp_path / picture_path(name)).read_text() == f'{number}'
        assert not set(picture_path(name)) & set(':\\') and picture_path(name).endswith('.jpg')


def test_a_line_of_pixels_is_drawn():
    for size in ((1, 3000), (3000, 1)):
        assert draw_faces(result(image(*size), FaceRow(Frame('a.jpg'))), CLASSES).size
