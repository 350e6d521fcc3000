import numpy as np
import pytest
from face_images import face_image, moved_points

from mlcr_mm.alignment import LandmarkTable
from mlcr_mm.inference import Frame, TableSource

POINTS = moved_points()


def image(height=200, width=300):
    return np.zeros((height, width, 3), np.uint8)


def test_points_from_a_file():
    table = LandmarkTable('l.csv', {'d/a.jpg': 0}, POINTS[None].astype(np.float32))
    source = TableSource(table)
    (face, ) = source(Frame('x', image=face_image(POINTS), name='d/a.jpg'))
    np.testing.assert_allclose(face.points, POINTS, rtol=1e-6)
    np.testing.assert_allclose(face.box, [*POINTS.min(0), *np.ptp(POINTS, 0)], atol=.01)
    with pytest.raises(KeyError, match='no line for image b.jpg'):
        source(Frame('x', image=image(), name='b.jpg'))


def test_frames_of_a_video_may_lack_a_line_but_not_all_of_them():
    table = LandmarkTable('l.csv', {'v/00001.jpg': 0}, POINTS[None].astype(np.float32))
    source = TableSource(table)
    assert len(source(Frame('v.mp4', 0, 0., face_image(POINTS), 'v/00001.jpg'))) == 1
    assert source(Frame('v.mp4', 2, .08, image(), 'v/00003.jpg')) == []
    with pytest.raises(KeyError, match='no line for image w/00003.jpg .the first line is for v/'):
        source(Frame('w.mp4', 2, .08, image(), 'w/00003.jpg'))


@pytest.mark.parametrize('name', ['v/00000.jpg', 'v/0001.jpg'])
def test_frames_of_a_video_that_are_named_otherwise(name):
    table = LandmarkTable('l.csv', {name: 0}, POINTS[None].astype(np.float32))
    with pytest.raises(ValueError, match=f'l.csv has .*{name}.* counted from 1'):
        TableSource(table)(Frame('v.mp4', 0, 0., face_image(POINTS), 'v/00001.jpg'))
    assert TableSource(table)(Frame('x', image=face_image(POINTS), name=name))  # an image


@pytest.mark.parametrize('points, reason', [
    (POINTS / 460, 'not shares of it'),
    (POINTS[[1, 0, 2, 4, 3]], 'left and right are exchanged'),
    (POINTS * 0, 'coincide'),
])
def test_points_that_cannot_be_a_face_get_no_values(points, reason):
    # A file whose most lines are wrong is refused as a whole.
    table = LandmarkTable('l.csv', {'a.jpg': 0, 'b.jpg': 1, 'c.jpg': 2},
                          np.stack([points, POINTS, POINTS]).astype(np.float32))
    (face, ) = TableSource(table)(Frame('x', image=face_image(POINTS), name='a.jpg'))
    assert reason in face.problem
