import numpy as np
import pytest

from mlcr_mm.datasets.transforms.affine_color import affine_matrix, color_matrix


@pytest.mark.parametrize('flip', [False, True])
def test_matrix_is_the_single_steps_one_after_the_other(flip):
    point = np.array([31., 12.])  # centre of a pixel of the source
    place = (point + 0.5) * [0.5, 0.75]  # resizing, from here on in coordinates of edges
    angle, middle = np.deg2rad(20), np.array([60, 90]) / 2
    x, y = place - middle
    place = middle + 1.2 * np.array([x * np.cos(angle) - y * np.sin(angle),
                                     x * np.sin(angle) + y * np.cos(angle)])
    place = place + [3, -2] - [5, 7]
    if flip:
        place[0] = 40 - place[0]
    matrix = affine_matrix((0.5, 0.75), (60, 90), 20, 1.2, [3, -2], [5, 7], 40, flip)
    np.testing.assert_allclose(matrix @ [*point, 1], place - 0.5, atol=1e-9)


def test_colours_are_the_single_steps_one_after_the_other():
    image = np.random.default_rng(0).integers(60, 160, (8, 9, 3), np.uint8)
    grey = np.array([0.114, 0.587, 0.299])
    expected = image * 1.1
    mean = (expected @ grey).mean()
    expected = 0.8 * expected + 0.2 * mean
    expected = 1.3 * expected - 0.3 * (expected @ grey)[..., None]
    matrix = color_matrix(image, 1.1, 0.8, 1.3)
    np.testing.assert_allclose(image @ matrix[:, :3].T + matrix[:, 3], expected, atol=1e-8)
