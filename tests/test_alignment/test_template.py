import numpy as np
import pytest

from mlcr_mm.alignment import POINT_NAMES, template_points


def test_the_points_of_a_240_crop():
    # FORMATS.md, section 6: SeetaFace's 256 template times 0.9375.
    expected = [(83.7277, 68.3461), (158.7277, 68.3461), (119.9015, 119.1038), (90.8246, 173.3350),
                (149.1623, 173.2126)]
    np.testing.assert_allclose(template_points(240), expected, atol=1e-4)


@pytest.mark.parametrize('size', [96, 224, 240])
def test_left_is_left_in_the_image_and_all_scales(size):
    points = dict(zip(POINT_NAMES, template_points(size)))
    assert points['left_eye'][0] < points['nose'][0] < points['right_eye'][0]
    assert points['left_mouth'][0] < points['right_mouth'][0]
    np.testing.assert_allclose(template_points(size) / size, template_points(240) / 240)
