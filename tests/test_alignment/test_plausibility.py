import re

import numpy as np
import pytest
from face_images import moved_points
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.alignment import find_implausible, measure_fit, read_landmarks, template_points

# What wrong files hold, as functions of right points and the size (width, height) of the image.
WRONG = dict(
    shares=lambda points, size: points / size,
    left_and_right=lambda points, size: points[:, [1, 0, 2, 4, 3]],
    eyes_exchanged=lambda points, size: points[:, [1, 0, 2, 3, 4]],
    mouth_exchanged=lambda points, size: points[:, [0, 1, 2, 4, 3]],
    eye_and_nose=lambda points, size: points[:, [0, 2, 1, 3, 4]],
    nose_first=lambda points, size: points[:, [2, 0, 1, 3, 4]],
    mouth_first=lambda points, size: points[:, [3, 4, 2, 0, 1]],
    x_and_y=lambda points, size: points[..., ::-1],
    y_upwards=lambda points, size: points * [1, -1] + [0, size[1]],
    turned_left=lambda points, size: points[..., ::-1] * [1, -1] + [0, size[0]],
    turned_right=lambda points, size: points[..., ::-1] * [-1, 1] + [size[1], 0],
    upside_down=lambda points, size: size - points,
    far_away=lambda points, size: points + 1000,
)


@needs_facsrender
@pytest.mark.parametrize('part, size', [('bp4d', (360, 360)), ('unbc', (320, 240))])
def test_real_poses_pass_and_wrong_files_do_not(part, size):
    points = read_landmarks(str(FACSRENDER / part / 'landmarks.csv')).points.astype(float)[::5]
    assert not any(find_implausible(measure_fit(row, size[::-1])) for row in points)
    for name, spoil in WRONG.items():
        for row in spoil(points, np.array(size, float)):
            assert find_implausible(measure_fit(row, size[::-1])), name


def test_the_measures_of_a_known_face():
    points = moved_points(scale=0.5, degrees=30, shift=(200, 100))
    fit = measure_fit(points, (400, 400))
    assert fit.eye_distance == pytest.approx(75 * 0.5)
    assert fit.residual == pytest.approx(0, abs=1e-9) and fit.mirrored_residual > 0.6
    assert fit.roll == pytest.approx(30) and fit.inside == pytest.approx(1)
    mirrored = measure_fit(points * [-1, 1])
    assert mirrored.residual == pytest.approx(fit.mirrored_residual)
    assert mirrored.mirrored_residual == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize('shift, share', [(0, 1), (60, 0.75), (120, 0.5), (240, 0), (1e9, 0)])
def test_the_share_inside_is_that_of_the_crop(shift, share):
    fit = measure_fit(template_points(240) - [shift, 0], (240, 240))
    assert fit.inside == pytest.approx(share, abs=1e-3)


def test_reasons_name_what_is_wrong():
    points = moved_points()
    for wrong, reason in ((points / 400, 'pixels of the image, not shares'),
                          (points[[1, 0, 2, 4, 3]], 'left and right are exchanged'),
                          (points[[2, 0, 1, 3, 4]], 'points are exchanged'),
                          (moved_points(degrees=-95), 'turned by -95 degrees.*EXIF'),
                          (points + 2000, 'belong to this image')):
        assert re.search(reason, find_implausible(measure_fit(wrong, (420, 460))))
    assert find_implausible(measure_fit(points, (420, 460))) == ''


@pytest.mark.parametrize('yaw', [-60, -30, 0, 30, 60])
@pytest.mark.parametrize('pitch', [-30, 0, 30])
def test_turned_heads_are_plausible(yaw, pitch):
    points = template_points(240)
    depth = np.array([0, 0, 28, 8, 8])  # px of the template: the nose stands out
    head = np.column_stack([points - [points[:2, 0].mean(), points[0, 1]], depth])
    a, b = np.deg2rad([yaw, pitch])
    turn = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    nod = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    assert not find_implausible(measure_fit((head @ turn.T @ nod.T)[:, :2]))
