import numpy as np

from mlcr_mm.augmentation import ViewParameters
from mlcr_mm.datasets.transforms.render_view import render_view
from mlcr_mm.datasets.transforms.warp_source import plain_source

IMAGE = np.full((8, 8, 3), 100, np.uint8)
SOURCE = plain_source(IMAGE, (8, 8))


def test_warp_colour_and_box():
    view = render_view(SOURCE, ViewParameters(np.eye(2, 3), (6, 8), (1.5, 1., 1.), (1, 2, 3, 4)))
    assert view.shape == (8, 6, 3) and (view[2:6, 1:4] == 128).all()
    assert (view == 150).all(-1).sum() == 8 * 6 - 12 and (IMAGE == 100).all()


def test_noise_in_place_of_grey():
    view = render_view(SOURCE, ViewParameters(np.eye(2, 3), (8, 8), None, (0, 0, 8, 8)), True)
    assert view.std() > 40
