import cv2
import numpy as np
import pytest
from face_images import SpotDetector, face_image, moved_points, spot_centres, write_face

from mlcr_mm.align_folder import Aligner, FaceFile
from mlcr_mm.alignment import (
    DetectedLandmarks,
    LandmarkTable,
    TableLandmarks,
    align_face,
    template_points,
)

POINTS = moved_points()


def make_source():
    return DetectedLandmarks(SpotDetector())


@pytest.fixture
def aligner():
    return Aligner(make_source, 240, 95, '.png', every=3)


def image_file(tmp_path, name='a.png'):
    return FaceFile(str(tmp_path / 'in' / name), name, str(tmp_path / 'out' / name), False)


def test_the_crop_is_that_of_align_face(tmp_path, aligner):
    write_face(tmp_path / 'in' / 'a.png', POINTS)
    file = image_file(tmp_path)
    assert aligner([file])[:3] == (1, 1, 0)
    crop = cv2.imread(file.output)
    expected = align_face(face_image(POINTS), spot_centres(face_image(POINTS)))
    np.testing.assert_array_equal(crop, expected)


@pytest.mark.parametrize('damage', ['none', 'missing', 'truncated', 'wrong size'])
def test_only_whole_crops_are_not_done_again(tmp_path, aligner, damage):
    write_face(tmp_path / 'in' / 'a.png', POINTS)
    file = image_file(tmp_path)
    aligner([file])
    crop = tmp_path / 'out' / 'a.png'
    if damage == 'missing':
        crop.unlink()
    elif damage == 'truncated':
        crop.write_bytes(crop.read_bytes()[:-30])
    elif damage == 'wrong size':
        cv2.imwrite(str(crop), np.zeros((100, 240, 3), np.uint8))
    expected = (1, 0, 1) if damage == 'none' else (1, 1, 0)
    assert aligner([file])[:3] == expected
    np.testing.assert_allclose(spot_centres(cv2.imread(str(crop))), template_points(240), atol=0.6)


def test_problems_are_told_and_the_rest_is_done(tmp_path, aligner):
    write_face(tmp_path / 'in' / 'good.png', POINTS)
    several = face_image(POINTS)
    several[0, 0] = 1
    cv2.imwrite(str(tmp_path / 'in' / 'several.png'), several)
    cv2.imwrite(str(tmp_path / 'in' / 'empty.png'), 0 * several)
    (tmp_path / 'in' / 'broken.png').write_text('no image')
    names = ['broken.png', 'empty.png', 'several.png', 'good.png', 'gone.png']
    outcome = aligner([image_file(tmp_path, name) for name in names])
    assert outcome[:3] == (5, 2, 0)
    assert [problem[:2] for problem in outcome.problems] == [
        ('broken.png', 'unreadable'), ('empty.png', 'no_face'), ('several.png', 'several_faces'),
        ('gone.png', 'unreadable')]


def test_what_opencv_cannot_do_is_a_problem_of_that_image(tmp_path):

    def detect(image):
        if image.shape[0] == 99:
            cv2.resize(image, (0, 0))  # raises cv2.error
        return SpotDetector()(image)

    write_face(tmp_path / 'in' / 'good.png', POINTS)
    cv2.imwrite(str(tmp_path / 'in' / 'bad.png'), np.zeros((99, 9, 3), np.uint8))
    aligner = Aligner(lambda: DetectedLandmarks(detect), 240, 95, '.png', every=1)
    outcome = aligner([image_file(tmp_path, name) for name in ('bad.png', 'good.png')])
    assert outcome.written == 1
    assert [problem[:2] for problem in outcome.problems] == [('bad.png', 'unreadable')]


@pytest.fixture
def video(tmp_path):
    path = str(tmp_path / 'film.avi')
    writer = cv2.VideoWriter(path, cv2.VideoWriter_fourcc(*'MJPG'), 25, (460, 420))
    if not writer.isOpened():
        pytest.skip('this OpenCV cannot write videos')
    for frame in range(8):
        points = moved_points(shift=(60. + 3 * frame, 40.))
        writer.write(face_image(points) * (frame != 3))  # the 4th frame is black
    writer.release()
    return FaceFile(path, 'a/film.avi', str(tmp_path / 'out' / 'film'), True)


def test_every_third_frame_of_a_video_counted_from_one(tmp_path, aligner, video):
    outcome = aligner([video])
    assert outcome[:3] == (1, 2, 0)
    assert [problem[:2] for problem in outcome.problems] == [('a/film/00004.jpg', 'no_face')]
    crops = sorted((tmp_path / 'out' / 'film').iterdir())
    assert [crop.name for crop in crops] == ['00001.png', '00007.png']
    for crop in crops:
        np.testing.assert_allclose(spot_centres(cv2.imread(str(crop))), template_points(240),
                                   atol=1)
    crops[0].unlink()
    assert aligner([video])[:3] == (1, 1, 1)


def test_crops_of_a_longer_video_are_told(tmp_path, aligner, video):
    assert not [problem for problem in aligner([video]).problems if problem.problem != 'no_face']
    for name in ('00009.png', '00010.png', '00012.png', 'cover.png'):
        (tmp_path / 'out' / 'film' / name).write_bytes(b'')
    problem = aligner([video]).problems[-1]
    assert problem[:2] == ('a/film.avi', 'more_crops')
    assert 'film has 2 crops of frames that the video no longer has, from 00010' in problem.detail


def test_a_file_that_counts_frames_otherwise_aligns_none(tmp_path, video):
    table = LandmarkTable('l.csv', {'a/film/00000.jpg': 0}, POINTS[None].astype(np.float32))
    outcome = Aligner(lambda: TableLandmarks(table), 240, 95, '.png', every=3)([video])
    assert outcome[:3] == (1, 0, 0) and len(outcome.problems) == 1
    assert outcome.problems[0][:2] == ('a/film.avi', 'no_landmarks')
    assert 'counted from 1' in outcome.problems[0].detail


def test_a_video_that_breaks_off_is_told(tmp_path, aligner, video):
    data = open(video.path, 'rb').read()
    open(video.path, 'wb').write(data[:len(data) // 3])
    problem = aligner([video]).problems[-1]
    assert problem[:2] == ('a/film.avi', 'unreadable') and 'ends after' in problem.detail
    open(video.path, 'wb').write(b'no video')
    outcome = aligner([video])
    assert outcome[:3] == (1, 0, 0) and outcome.problems[0].problem == 'unreadable'
