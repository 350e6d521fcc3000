import numpy as np
import pytest
from face_images import SpotDetector, face_image, moved_points

from mlcr_mm.alignment import AlignmentError, DetectedLandmarks, LandmarkTable, TableLandmarks

POINTS = moved_points()


def test_the_largest_face_is_taken_and_all_are_counted():
    image = face_image(POINTS)
    image[0, 0] = 2
    points, num_faces, score = DetectedLandmarks(SpotDetector())(image, 'x')
    assert num_faces == 3 and score == pytest.approx(0.9)
    np.testing.assert_allclose(points, POINTS, atol=0.5)


def test_no_face_is_a_problem():
    with pytest.raises(AlignmentError) as error:
        DetectedLandmarks(SpotDetector())(np.zeros((9, 9, 3), np.uint8), 'x')
    assert error.value.problem == 'no_face'


def test_a_table_gives_points_by_name():
    source = TableLandmarks(LandmarkTable('x.csv', {'a': 0}, POINTS[None].astype(np.float32)))
    image = face_image(POINTS)
    np.testing.assert_allclose(source(image, 'a').points, POINTS, rtol=1e-6)
    with pytest.raises(AlignmentError) as error:
        source(image, 'b')
    assert error.value.problem == 'no_landmarks' and 'x.csv has no line for b' in error.value.detail


@pytest.mark.parametrize('shift, inside', [((0, 0), True), ((-1, 0), False), ((0, -1), False),
                                           ((1.6, 0), False), ((0, 1.6), False)])
def test_landmarks_must_lie_in_the_image(shift, inside):
    points = POINTS - POINTS.min(0)
    width, height = np.ceil(points.max(0)).astype(int) + 1
    image = np.zeros((height, width, 3), np.uint8)
    source = TableLandmarks(LandmarkTable('x.csv', {'a': 0}, (points + shift)[None]))
    if inside:
        assert source(image, 'a').num_faces == 1
    else:
        with pytest.raises(AlignmentError, match='landmarks_outside'):
            source(image, 'a')
