import numpy as np
import pytest

from mlcr_mm.augmentation import ViewParameters
from mlcr_mm.datasets.transforms.device_source import from_square, pack_for_device, square_source

RNG = np.random.default_rng(0)


def test_an_image_of_this_size_travels_as_it_is():
    image = RNG.integers(0, 256, (12, 12, 3), np.uint8)
    assert square_source(image, 12) is image


@pytest.mark.parametrize('shape', [(24, 24), (48, 24), (9, 24), (6, 7)])
def test_others_become_square_without_aliasing(shape):
    ramp = np.linspace(0, 200, shape[1])[None, :, None] * np.ones((shape[0], 1, 3))
    square = square_source(ramp.astype(np.uint8), 12)
    assert square.shape == (12, 12, 3)
    places = (np.arange(12) + 0.5) * shape[1] / 12 - 0.5
    expected = np.interp(places, np.arange(shape[1]), ramp[0, :, 0])
    assert np.abs(square[:, 1:-1] - expected[None, 1:-1, None]).max() < 3
    if min(shape) >= 24:
        stripes = np.zeros((*shape, 3), np.uint8)
        stripes[:, ::2] = 255
        assert square_source(stripes, 12).std() < 20


def test_the_matrix_takes_the_way_over_the_whole_image():
    matrix = np.array([[2., 0.5, 1.], [0.1, 3., -4.]])
    found = from_square(matrix, (5, 7), 30, 60, 12)
    # The middle of pixel (3, 4) of the square, as a place in the image, counted from its part.
    place = [3.5 * 30 / 12 - 0.5 - 5, 4.5 * 60 / 12 - 0.5 - 7, 1]
    np.testing.assert_allclose(found @ [3, 4, 1], matrix @ place)


def test_the_pair_holds_pixels_and_numbers():
    square = RNG.integers(0, 256, (6, 6, 3), np.uint8)
    view = ViewParameters(np.eye(2, 3), (4, 4))
    np.random.seed(0)
    source, packed = pack_for_device(square, [view, view], True, True)
    np.testing.assert_array_equal(source.numpy(), square.transpose(2, 0, 1))
    assert packed.shape == (2, 15) and packed[0, 13] != packed[1, 13] and packed[0, 13] >= 0
    assert pack_for_device(square, [view], False, False)[1].shape == (15, )
