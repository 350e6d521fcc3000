from dataclasses import replace

import pytest
from au_change import person

from mlcr_mm.datasets.face_drawing.hair import draw_back_hair, draw_front_hair, draw_glasses
from mlcr_mm.datasets.face_drawing.sketch import Sketch
from mlcr_mm.datasets.face_drawing.subject import HAIR_STYLES


@pytest.mark.parametrize('style', HAIR_STYLES)
def test_every_style_but_bald_draws_hair(style):
    sketch = Sketch()
    subject = replace(person(), hair_style=style)
    draw_back_hair(sketch, subject)
    draw_front_hair(sketch, subject)
    assert bool(sketch.shapes) == (style != 'bald')


def test_glasses_only_for_those_who_wear_them():
    sketch = Sketch()
    draw_glasses(sketch, replace(person(), glasses=0.))
    assert not sketch.shapes
    draw_glasses(sketch, replace(person(), glasses=1.))
    assert len(sketch.shapes) == 5  # two rims, two temples, a bridge
