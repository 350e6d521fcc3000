import numpy as np

from mlcr_mm.datasets.transforms.warp_source import aligned_source, plain_source

IMAGE = np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)
SAME = np.float64([[1, 0, 0], [0, 1, 0]])


def test_what_is_not_resized_is_sampled_as_it_is():
    source = plain_source(IMAGE, (60, 40))
    assert source.image is IMAGE and source.factors == (1, 1)
    np.testing.assert_array_equal(source.warp(SAME, (60, 40)), IMAGE)
    mirrored = source.warp(np.float64([[1, 0, 3], [0, 1, 0]]), (60, 40))
    np.testing.assert_array_equal(mirrored[:, :3], IMAGE[:, 3:0:-1])


def test_factors_are_those_of_the_halved_image():
    source = plain_source(IMAGE, (30, 10))
    assert source.image.shape == (10, 30, 3) and source.factors == (1, 1)


def test_the_alignment_is_part_of_the_warp_and_black_lies_around_the_image():
    source = aligned_source(IMAGE, np.float64([[1, 0, -30], [0, 1, -10]]), 36, 36, 1.)
    view = source.warp(SAME, (36, 36))
    np.testing.assert_array_equal(view[:30, :30], IMAGE[10:, 30:])
    assert not view[31:].any() and not view[:, 31:].any()


def test_an_aligned_crop_is_halved_in_the_image():
    source = aligned_source(IMAGE, np.float64([[1, 0, -20], [0, 1, 0]]), 40, 20, 1.)
    assert source.sides == (20, 20) and source.factors == (0.5, 0.5)
    view = source.warp(np.float64([[.5, 0, -.25], [0, .5, -.25]]), (20, 20)).astype(int)
    expected = IMAGE[:, 20:].reshape(20, 2, 20, 2, 3).mean((1, 3))
    assert np.abs(view - expected).max() <= 1
