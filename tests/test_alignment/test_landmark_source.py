import numpy as np
import pytest
from face_images import SpotDetector, face_image, moved_points

from mlcr_mm.alignment import AlignmentError, DetectedLandmarks, LandmarkTable, TableLandmarks
from mlcr_mm.face_detection.faces import Faces

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


@pytest.mark.parametrize('side, inside', [((0, 0), True), ((-1, 0), False), ((0, -1), False),
                                          ((1, 0), False), ((0, 1), False)])
def test_landmarks_must_lie_in_the_image(side, inside):
    image = np.zeros((420, 460, 3), np.uint8)
    points = POINTS - POINTS.min(0)  # at the left and upper border
    points += (np.array([459, 419]) - points.max(0)) * [side[0] == 1, side[1] == 1]
    points += np.array(side) * 0.6
    source = TableLandmarks(LandmarkTable('x.csv', {'a': 0}, points[None]))
    if inside:
        assert source(image, 'a').num_faces == 1
    else:
        with pytest.raises(AlignmentError, match='landmarks_outside'):
            source(image, 'a')


class TwoFaces:
    """A small face and a large one, whose points or box may leave the image."""

    def __init__(self, large, small, left=0):
        self.points = np.stack([small, large])
        self.boxes = np.array([[0, 0, 5, 5], [left, 0, 90, 90]])

    def __call__(self, image):
        return Faces(self.boxes, self.points, np.array([.5, .9]))


def test_the_best_whole_face_is_taken():
    image = np.zeros((420, 460, 3), np.uint8)
    outside, small = POINTS + [300, 0], POINTS / 2
    points, num_faces, score = DetectedLandmarks(TwoFaces(outside, small))(image, 'x')
    np.testing.assert_array_equal(points, small)
    assert (num_faces, score) == (2, 0.5)
    points, _, score = DetectedLandmarks(TwoFaces(POINTS, small))(image, 'x')
    np.testing.assert_array_equal(points, POINTS)
    with pytest.raises(AlignmentError, match='landmarks_outside'):
        DetectedLandmarks(TwoFaces(outside, small - 300))(image, 'x')


@pytest.mark.parametrize('left, is_whole', [(0, True), (-4, True), (-20, False), (366, True),
                                            (400, False)])
def test_a_face_that_the_border_cuts_comes_after_the_whole_ones(left, is_whole):
    image, small = np.zeros((420, 460, 3), np.uint8), POINTS / 2
    points = DetectedLandmarks(TwoFaces(POINTS, small, left))(image, 'x').points
    np.testing.assert_array_equal(points, POINTS if is_whole else small)


def test_a_face_that_the_border_cuts_is_better_than_none():
    image = np.zeros((420, 460, 3), np.uint8)
    cut = TwoFaces(POINTS, POINTS / 2 - 400, -20)
    np.testing.assert_array_equal(DetectedLandmarks(cut)(image, 'x').points, POINTS)


def test_a_turned_face_may_be_detected_but_not_listed():
    centre = POINTS.mean(0)
    turned = (POINTS - centre) @ np.array([[0, 1], [-1, 0]]) + centre
    image = np.zeros((420, 460, 3), np.uint8)
    assert DetectedLandmarks(TwoFaces(turned, turned))(image, 'x').num_faces == 2
    table = LandmarkTable('x.csv', {'a': 0}, turned[None])
    assert TableLandmarks(table, max_roll=180)(image, 'a').num_faces == 1
    with pytest.raises(AlignmentError, match='implausible.*turned by'):
        TableLandmarks(table)(image, 'a')
