import numpy as np

from mlcr_mm.datasets.face_drawing.curves import between, ellipse, spline


def test_spline_passes_through_its_control_points(rng):
    control = rng.normal(size=(5, 2))
    curve = spline(control)
    np.testing.assert_allclose(curve[::5], control)
    assert len(curve) == 21


def test_closed_spline_returns_to_its_start(rng):
    control = rng.normal(size=(4, 2))
    curve = spline(control, closed=True)
    np.testing.assert_allclose(curve[::5], control)
    assert len(curve) == 20


def test_spline_of_a_line_is_the_line():
    curve = spline([(0, 0), (1, 2), (2, 4), (3, 6)])
    np.testing.assert_allclose(curve[:, 1], 2 * curve[:, 0], atol=1e-12)


def test_ellipse_and_between():
    points = ellipse(1, 2, 3, 4)
    np.testing.assert_allclose(((points - (1, 2)) / (3, 4))**2 @ [1, 1], 1)
    outline = between(np.array([[0, 0], [1, 0]]), np.array([[0, 1], [1, 1]]))
    assert outline.tolist() == [[0, 0], [1, 0], [1, 1], [0, 1]]
