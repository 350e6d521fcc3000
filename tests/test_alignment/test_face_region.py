import cv2
import numpy as np
import pytest

from mlcr_mm.alignment import face_region, fit_similarity, template_points

NOISE = np.random.default_rng(0).integers(0, 256, (500, 600, 3), np.uint8)
SMOOTH = cv2.normalize(cv2.GaussianBlur(NOISE, (0, 0), 6), None, 0, 255, cv2.NORM_MINMAX)


def _turned(zoom):
    """Template of 100 px, turned and enlarged in a picture."""
    turn = zoom * np.array([[0.8, -0.6], [0.6, 0.8]])
    points = (template_points(100) - 50) @ turn.T + [310, 260]
    return fit_similarity(points, template_points(100))


def _warp(image, matrix):
    return cv2.warpAffine(image, matrix, (100, 100), flags=cv2.INTER_LINEAR).astype(int)


def test_what_is_not_shrunk_is_handed_on():
    matrix = _turned(0.8)
    image, same = face_region(SMOOTH, matrix, 100)
    assert image is SMOOTH and same is matrix


@pytest.mark.parametrize('zoom', [1.6, 2., 3.])
def test_the_part_shows_the_same_crop(zoom):
    part, matrix = face_region(SMOOTH, _turned(zoom), 100)
    assert part.size < SMOOTH.size
    errors = np.abs(_warp(part, matrix) - _warp(SMOOTH, _turned(zoom)))
    assert errors.max() <= 10 and errors.mean() < 2


def test_what_is_shrunk_does_not_alias():
    part, matrix = face_region(NOISE, _turned(3.), 100)
    mean = cv2.blur(NOISE, (3, 3))
    errors = [np.abs(crop - _warp(mean, _turned(3.))).mean()
              for crop in (_warp(part, matrix), _warp(NOISE, _turned(3.)))]
    assert 2 * errors[0] < errors[1]


def test_the_reach_holds_what_is_around_the_crop():
    crop, matrix = face_region(SMOOTH, _turned(1.6), 100)
    wider, _ = face_region(SMOOTH, _turned(1.6), 100, reach=1.5)
    assert wider.shape[0] > crop.shape[0] * 1.2


def test_a_crop_outside_the_image_is_no_error():
    matrix = _turned(3.)
    matrix[:, 2] += 9999
    assert face_region(NOISE, matrix, 100)[0] is NOISE
