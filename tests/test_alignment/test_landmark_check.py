import numpy as np
import pytest
from face_images import moved_points

from mlcr_mm.alignment import AlignmentError, check_landmarks

POINTS, SIZE = moved_points(), (420, 460, 3)


def test_right_landmarks_come_back():
    np.testing.assert_array_equal(check_landmarks(POINTS, SIZE), POINTS)


@pytest.mark.parametrize('points, problem', [
    (POINTS[[1, 0, 2, 4, 3]], 'implausible'), (POINTS / 460, 'implausible'),
    (np.ones((5, 2)), 'implausible'), (POINTS + 300, 'landmarks_outside'),
    (POINTS - 200, 'landmarks_outside')])
def test_wrong_ones_are_refused(points, problem):
    with pytest.raises(AlignmentError) as error:
        check_landmarks(points, SIZE)
    assert error.value.problem == problem and error.value.detail


def test_the_roll_may_be_set():
    turned = moved_points(degrees=100, shift=(380, 40))
    assert check_landmarks(turned, SIZE, max_roll=180) is turned
    with pytest.raises(AlignmentError, match='turned by 100 degrees'):
        check_landmarks(turned, SIZE)
