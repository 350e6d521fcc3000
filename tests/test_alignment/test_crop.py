import cv2
import numpy as np
import pytest
from face_images import face_image, moved_points, spot_centres
from scipy.ndimage import map_coordinates
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.alignment import align_face, fit_similarity, read_landmarks, template_points


@pytest.mark.parametrize('size', [112, 240])
@pytest.mark.parametrize('degrees', [-40., 0., 15.])
def test_landmarks_come_to_lie_on_the_template(size, degrees):
    points = moved_points(degrees=degrees, shift=(100, 150))
    crop = align_face(face_image(points, (600, 600), sigma=6), points, size)
    assert crop.shape == (size, size, 3) and crop.dtype == np.uint8
    np.testing.assert_allclose(spot_centres(crop), template_points(size), atol=0.6)


def test_samples_where_the_inverse_transform_says(rng):
    image = cv2.GaussianBlur(rng.integers(0, 256, (420, 460)).astype(np.float32), (0, 0), 6)
    points = moved_points(shift=(100, 40))  # the whole crop is inside of the image
    matrix = np.vstack([fit_similarity(points, template_points(240)), [0, 0, 1]])
    y, x = np.mgrid[:240, :240]
    sx, sy, _ = np.linalg.inv(matrix) @ np.stack([x.ravel(), y.ravel(), np.ones(x.size)])
    expected = map_coordinates(image, [sy, sx], order=3).reshape(240, 240)
    np.testing.assert_allclose(align_face(image, points), expected, atol=0.5)


def test_outside_of_the_image_is_black():
    white = np.full((100, 100, 3), 255, np.uint8)
    crop = align_face(white, template_points(100) + [30, 0])
    assert not crop[:, -20:].any() and (crop[100:150, 50:100] == 255).all()


@needs_facsrender
@pytest.mark.parametrize('part', ['bp4d', 'unbc'])
def test_rendered_eyes_come_to_lie_on_the_template(part):
    table = read_landmarks(str(FACSRENDER / part / 'landmarks.csv'))
    errors = []
    for name in list(table.rows)[::60]:
        image = cv2.imread(str(FACSRENDER / part / name))
        matrix = fit_similarity(table[name], template_points(240))
        crop = align_face(image, table[name])
        errors.append(np.abs(table[name] @ matrix[:, :2].T + matrix[:, 2] - template_points(240)))
        # The middle of an eye shows the iris or lashes: darker or lighter than flat skin.
        for x, y in template_points(240)[:2].round().astype(int):
            assert crop[y - 10:y + 11, x - 15:x + 16].std() > 10
    # Perspective and expression move the points; eyes and mouth stay close on average.
    assert np.mean(errors) < 8
