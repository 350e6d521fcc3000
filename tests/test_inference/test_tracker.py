import numpy as np
import pytest

from mlcr_mm.inference import FaceTracker


def box(x, y, size):
    """Around a centre."""
    return x - size / 2, y - size / 2, size, size


def follow(frames, rate=25., tracker=None):
    """Numbers of the faces of each frame; a frame is a list of boxes."""
    tracker = tracker or FaceTracker()
    return [tracker.update(boxes, index / rate) for index, boxes in enumerate(frames)]


def test_numbers_begin_with_the_largest_face():
    assert follow([[box(50, 50, 20), box(200, 50, 60), box(300, 50, 40)]]) == [[2, 0, 1]]


def test_two_persons_whose_sizes_cross_keep_their_numbers():
    frames = [[box(100, 100, 40 + k), box(300, 100, 100 - k)] for k in range(61)]
    # The order of the faces in a frame means nothing.
    frames = [boxes[::-1] if k % 2 else boxes for k, boxes in enumerate(frames)]
    numbers = follow(frames)
    assert all(number == ([0, 1] if k % 2 else [1, 0]) for k, number in enumerate(numbers))


def test_two_persons_who_pass_each_other_keep_their_numbers():
    frames = [[box(100 + 5 * k, 100, 60), box(400 - 5 * k, 160, 60)] for k in range(60)]
    assert follow(frames) == [[0, 1]] * 60


@pytest.mark.parametrize('drift', [0, 30])
def test_a_second_without_a_face(drift):
    seen = [[box(100, 100, 50), box(300, 100, 50)]] * 10
    later = [[box(100 + drift, 100, 52), box(300 + drift, 100, 48)]] * 5
    assert follow(seen + [[]] * 25 + later)[-5:] == [[0, 1]] * 5


def test_one_of_two_is_missing_for_a_while():
    both, one = [box(100, 100, 50), box(300, 100, 50)], [box(300, 100, 50)]
    assert follow([both] * 5 + [one] * 25 + [both]) == [[0, 1]] * 5 + [[1]] * 25 + [[0, 1]]


def test_somebody_else_somewhere_else_is_another_person():
    assert follow([[box(100, 100, 50)]] * 3 + [[box(500, 400, 50)]])[-1] == [1]
    assert follow([[box(100, 100, 40)]] * 3 + [[box(140, 100, 200)]])[-1] == [1]


def test_after_a_long_time_nobody_is_known():
    tracker = FaceTracker()
    assert tracker.update([box(100, 100, 50)], 0.) == [0]
    assert tracker.update([], 5.) == []
    assert tracker.update([box(100, 100, 50)], 10.) == [1]


@pytest.mark.parametrize('seconds', [3.2, 60.])
def test_frames_far_apart(seconds):
    both = [box(100, 100, 50), box(400, 100, 50)]
    nearby = [box(150, 120, 50), box(420, 100, 50)]
    assert follow([both, nearby, both], rate=1 / seconds) == [[0, 1]] * 3
    # Somebody at another end of the picture is another person, however long it took.
    assert follow([[box(100, 100, 50)], [box(900, 100, 50)]], rate=1 / seconds) == [[0], [1]]
    tracker = FaceTracker()
    tracker.restore([box(100, 100, 50)], [7], seconds)
    assert tracker.update([box(100, 100, 50)], 2 * seconds) == [7]


def test_every_tenth_frame():
    frames = [[box(100 + 12 * k, 100, 50), box(400, 100, 50)] for k in range(12)]
    assert follow(frames, rate=2.5) == [[0, 1]] * 12


def test_jitter(rng):
    frames = [[box(*(np.array([100, 100, 50]) + rng.normal(0, 3, 3))),
               box(*(np.array([170, 100, 50]) + rng.normal(0, 3, 3)))] for _ in range(200)]
    assert follow(frames) == [follow(frames)[0]] * 200


def test_a_restored_tracker_goes_on():
    frames = [[box(100 + 6 * k, 100, 60), box(400 - 6 * k, 130, 60)] for k in range(40)]
    whole = FaceTracker()
    numbers = follow(frames, tracker=whole)
    again = FaceTracker()
    for index in range(20):
        again.restore(frames[index], numbers[index], index / 25)
    assert [again.update(frames[k], k / 25) for k in range(20, 40)] == numbers[20:]
    assert again.update([box(900, 900, 20)], 41 / 25) == [2]


def test_no_faces():
    assert FaceTracker().update([], 0.) == []
