import numpy as np
import pytest
from face_images import SpotDetector, face_image, moved_points

from mlcr_mm.face_detection import Faces
from mlcr_mm.inference import DetectedSource, Frame

POINTS = moved_points()


class FixedDetector:
    """The next faces of a list: (box, score)."""

    def __init__(self, *frames):
        self.frames = iter(frames)

    def __call__(self, image):
        faces = next(self.frames)
        boxes = np.array([box for box, _ in faces], np.float32).reshape(-1, 4)
        points = boxes[:, None, :2] + np.linspace(0, 1, 5)[:, None] * boxes[:, None, 2:]
        return Faces(boxes, points, np.array([score for _, score in faces]))


def image(height=200, width=300):
    return np.zeros((height, width, 3), np.uint8)


def test_all_faces_of_an_image_the_largest_first():
    source = DetectedSource(FixedDetector([((0, 0, 20, 20), .9), ((50, 50, 80.126, 60), .6)]))
    faces = source(Frame('a.jpg', image=image()))
    assert [face.face_id for face in faces] == [0, 1]
    assert faces[0].box == (50, 50, 80.13, 60)
    assert [face.confidence for face in faces] == pytest.approx([.6, .9])


def test_persons_are_numbered_per_input():
    frames = [[((10 + k, 10, 50, 50), .9), ((200, 10, 60, 60), .9)] for k in range(3)]
    source = DetectedSource(FixedDetector(*frames, frames[0][:1], frames[0][:1]))
    numbers = [[(face.box[0], face.face_id) for face in source(Frame('v.mp4', k, k / 25, image()))]
               for k in range(3)]
    assert numbers == [[(200, 0), (10 + k, 1)] for k in range(3)]
    assert source(Frame('v.mp4', 3, .12, image()))[0].face_id == 1
    assert source(Frame('w.mp4', 0, 0., image()))[0].face_id == 0


def test_an_earlier_run_is_taken_over():
    face = ((10, 10, 50, 50), .9)
    first = DetectedSource(FixedDetector([((100, 10, 60, 60), .9), face]))
    faces = first(Frame('v.mp4', 0, 0., image()))
    source = DetectedSource(FixedDetector([face]))
    source.restore(Frame('v.mp4', 0, 0.), faces)
    assert source(Frame('v.mp4', 1, .04, image()))[0].face_id == 1


@pytest.mark.parametrize('left, is_kept', [(-25, True), (-45, False), (265, True), (292, False)])
def test_a_face_at_the_border_is_kept_while_most_of_it_is_seen(left, is_kept):
    (face, ) = DetectedSource(FixedDetector([((left, 50, 50, 50), .9)]))(
        Frame('a.jpg', image=image()))
    assert (face.problem == '') == is_kept
    assert is_kept or 'of the five points' in face.problem


def test_a_real_detectors_shape():
    faces = DetectedSource(SpotDetector())(Frame('a', image=face_image(POINTS)))
    np.testing.assert_allclose(faces[0].points, POINTS, atol=.5)
    assert DetectedSource(SpotDetector())(Frame('a', image=image())) == []


def test_what_is_read_again_begins_anew():
    source = DetectedSource(FixedDetector(*[[((10, 10, 50, 50), .9)]] * 11))

    def numbers(frames):
        return [source(frame)[0].face_id for frame in frames]

    assert numbers([Frame('array 0', image=image())] * 3) == [0] * 3
    video = [Frame('a.mp4', number, number / 25, image()) for number in range(4)]
    assert numbers(video + video) == [0] * 8


@pytest.mark.parametrize('numbers, times', [
    ((0, 0, 0), (0., .04, .08)),  # frames that a user made without numbers
    ((0, 1, 2), (5., 5.04, .02))])  # a video whose clock jumps back
def test_one_video_goes_on(numbers, times):
    small, large = ((10, 10, 50, 50), .9), ((200, 10, 60, 60), .9)
    source = DetectedSource(FixedDetector([small, large], [small], [small]))
    ids = [[face.face_id for face in source(Frame('v', number, time, image()))]
           for number, time in zip(numbers, times)]
    assert ids == [[0, 1], [1], [1]]


def test_a_picture_and_then_a_video_of_one_name():
    source = DetectedSource(FixedDetector(*[[((10, 10, 50, 50), .9)]] * 2))
    frames = [Frame('camera', image=image()), Frame('camera', 0, 0., image())]
    assert [source(frame)[0].face_id for frame in frames] == [0, 0]
