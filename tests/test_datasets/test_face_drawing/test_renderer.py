from dataclasses import replace

import numpy as np
import pytest

from mlcr_mm.datasets.face_drawing.curves import ellipse
from mlcr_mm.datasets.face_drawing.renderer import render
from mlcr_mm.datasets.face_drawing.scene import studio_scene
from mlcr_mm.datasets.face_drawing.sketch import FACE, Sketch


def _disc(x=0., y=0., lift=0.):
    sketch = Sketch()
    sketch.fill(ellipse(x, y, 0.3, 0.3), (0, 0, 200), lift=lift)
    sketch.bump(0, 0, 1, 1, 0)
    return sketch


def _centre(image):
    """Of the red area: column, row."""
    mask = image[..., 2].astype(float) - image[..., 0] > 100
    return np.argwhere(mask).mean(0)[::-1]


@pytest.mark.parametrize('size', [16, 64, 100, 256])
def test_any_size(size):
    image = render(_disc(), studio_scene(), size)
    assert image.shape == (size, size, 3) and image.dtype == np.uint8
    np.testing.assert_allclose(_centre(image), (size - 1) / 2, atol=0.6)


def test_face_units_are_half_crops_times_zoom():
    column, row = _centre(render(_disc(0.5, -0.2), studio_scene(), 64))
    assert column == pytest.approx(32 + 32 * 0.9 * 0.5 - 0.5, abs=1)
    assert row == pytest.approx(32 - 32 * 0.9 * 0.2 - 0.5, abs=1)


def test_what_stands_out_moves_more_when_the_head_turns():
    turned = replace(studio_scene(), turn=np.array([0.4, 0.]))
    near, far = (_centre(render(_disc(lift=lift), turned, 64))[0] for lift in (0.3, 0.))
    assert near > far + 2


def test_light_brightens_the_side_it_comes_from():
    sketch = Sketch()
    sketch.fill(ellipse(0, 0, 0.9, 0.9), (120, 120, 120))
    sketch.fill(ellipse(0, 0, 0.9, 0.9), (255, 255, 255), FACE)
    sketch.bump(0, 0, 0.5, 0.5, 1.)
    image = render(sketch, replace(studio_scene(), light=np.array([-0.8, 0.])), 64).astype(float)
    assert image[32, 12:28].mean() > image[32, 36:52].mean() + 20


def test_a_crease_darkens():
    sketch = _disc()
    plain = render(sketch, studio_scene(), 64).astype(int)
    sketch.crease(np.array([(-0.3, 0.), (0.3, 0.)]), 0.8)
    creased = render(sketch, studio_scene(), 64).astype(int)
    assert (plain - creased)[31:33, 28:36, 2].min() > 30
    np.testing.assert_array_equal(plain[:24], creased[:24])
