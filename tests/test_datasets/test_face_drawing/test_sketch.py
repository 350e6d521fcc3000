import numpy as np

from mlcr_mm.datasets.face_drawing.sketch import BASE, CREASE, DETAIL, Sketch

POINTS = np.zeros((3, 2))


def test_keeps_shapes_in_order():
    sketch = Sketch()
    sketch.fill(POINTS, (1, 2, 3))
    sketch.line(POINTS, (1, 2, 3), 0.1, BASE)
    assert [(shape.layer, shape.width) for shape in sketch.shapes] == [(DETAIL, None), (BASE, 0.1)]


def test_leaves_out_wrinkles_that_nobody_sees():
    sketch = Sketch()
    sketch.crease(POINTS, 0.01)
    assert not sketch.shapes
    sketch.crease(POINTS, 3.)
    assert sketch.shapes[0].layer == CREASE and sketch.shapes[0].colour == (255., )


def test_sketches_share_nothing():
    Sketch().bump(0, 0, 1, 1, 1)
    assert not Sketch().bumps
