import numpy as np

from mlcr_mm.datasets.transforms import OneWarpAugment
from mlcr_mm.datasets.transforms.draw_view import draw_view


def test_nothing_is_drawn_at_zero_strength():
    view = draw_view(OneWarpAugment(size=6), (1., 1.), (8, 8))
    np.testing.assert_array_equal(view.matrix, [[1, 0, -1], [0, 1, -1]])
    assert view.out == (6, 6) and view.jitter is None and view.box is None


def test_factors_and_box_lie_in_their_ranges():
    settings = OneWarpAugment(brightness=0.4, saturation=2., erase_prob=1.)
    views = [draw_view(settings, (1., 1.), (30, 20)) for _ in range(300)]
    brightness, contrast, saturation = np.array([view.jitter for view in views]).T
    assert 0.6 <= brightness.min() < 0.65 and 1.35 < brightness.max() <= 1.4
    assert (contrast == 1).all() and 0 <= saturation.min() < 0.1 and saturation.max() > 2.8
    for view in views:
        left, top, width, height = view.box
        assert view.out == (30, 20) and left + width <= 30 and top + height <= 20
