import cv2
import numpy as np
import pytest

from mlcr_mm.alignment.antialias import antialias

NOISE = np.random.default_rng(0).integers(0, 256, (96, 120, 3), np.uint8)


def test_what_does_not_shrink_stays_as_it_is():
    assert antialias(NOISE, (1., 1.5)) is NOISE


@pytest.mark.parametrize('factor, sides', [(0.51, (120, 96)), (0.5, (60, 48)), (0.26, (60, 48)),
                                           (0.25, (30, 24)), (0.12, (15, 12))])
def test_what_shrinks_far_is_halved_first(factor, sides):
    assert antialias(NOISE, (factor, factor)).shape == (sides[1], sides[0], 3)


def test_an_image_of_one_pixel_stays():
    assert antialias(NOISE[:1, :1], (0.01, 0.01)).shape == (1, 1, 3)


def test_a_large_picture_looks_like_its_mean_over_areas():
    low = cv2.resize(NOISE[:8, :8], (400, 400), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(1).normal(0, 30, low.shape)
    image = np.clip(low + grain, 0, 255).astype(np.uint8)
    expected = cv2.resize(image, (40, 40), interpolation=cv2.INTER_AREA).astype(float)
    errors = [np.abs(cv2.resize(picture, (40, 40)) - expected).mean()
              for picture in (antialias(image, (0.1, 0.1)), image)]
    assert 2.5 * errors[0] < errors[1]
