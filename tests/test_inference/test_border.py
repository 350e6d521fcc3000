import numpy as np
import pytest

from mlcr_mm.inference.border import border_problem

IMAGE = np.zeros((100, 200, 3), np.uint8)


@pytest.mark.parametrize('outside', range(6))
def test_three_points_are_enough(outside):
    points = np.full((5, 2), 50.)
    points[:outside, 1] = 99.6
    problem = border_problem(points, IMAGE)
    assert (problem == '') == (outside <= 2)
    assert not problem or problem.startswith(f'only {5 - outside} of the five')


@pytest.mark.parametrize('point, is_inside', [((-.5, 0), True), ((-.6, 0), False),
                                              ((199.5, 0), True), ((0, 99.6), False)])
def test_pixels_reach_half_a_unit_from_their_centres(point, is_inside):
    assert (border_problem(np.array([point] * 5), IMAGE) == '') == is_inside
