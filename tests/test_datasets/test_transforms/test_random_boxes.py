import numpy as np
from mmpretrain.datasets.transforms import RandomErasing, RandomResizedCrop
from scipy import stats

from mlcr_mm.datasets.transforms.random_boxes import crop_box, erased_box, uniform


def test_crops_are_those_of_random_resized_crop():
    image = np.zeros((150, 100, 3), np.uint8)
    theirs = RandomResizedCrop(scale=8, crop_ratio_range=(0.2, 0.9))
    np.random.seed(0)
    expected = np.array([theirs.rand_crop_params(image) for _ in range(3000)])
    boxes = np.array([crop_box(100, 150, (0.2, 0.9), (3 / 4, 4 / 3)) for _ in range(3000)])
    for mine, other in zip(boxes.T, expected[:, [1, 0, 3, 2]].T):
        assert stats.ks_2samp(mine, other).pvalue > 0.01
    assert (boxes[:, :2] >= 0).all() and (boxes[:, :2] + boxes[:, 2:] <= (100, 150)).all()


def test_a_crop_that_never_fits_is_the_largest_in_the_middle():
    assert crop_box(100, 10, (1., 1.), (3 / 4, 4 / 3)) == (43, 0, 13, 10)
    assert crop_box(3, 400, (1., 1.), (3 / 4, 4 / 3)) == (0, 198, 3, 4)


def test_erased_boxes_are_those_of_random_erasing():
    theirs = RandomErasing(erase_prob=1., min_area_ratio=0.02, max_area_ratio=0.3)
    np.random.seed(0)
    expected = np.array([theirs.random_patch(60, 50) for _ in range(3000)])
    boxes = np.array([erased_box(50, 60, (0.02, 0.3)) for _ in range(3000)])
    for mine, other in zip(boxes[:, 2:].T, expected[:, [3, 2]].T):
        assert stats.ks_2samp(mine, other).pvalue > 0.01
    assert (boxes[:, :2] + boxes[:, 2:] <= (50, 60)).all()
    assert {0, 1} <= set(boxes[:, 0]) and (boxes[:, 0] + boxes[:, 2]).max() == 50


def test_uniform_is_that_of_numpy_to_the_bit():
    limits = np.random.default_rng(0).normal(size=(1000, 2)).tolist()
    np.random.seed(1)
    expected = [np.random.uniform(*pair) for pair in limits]
    np.random.seed(1)
    assert [uniform(*pair) for pair in limits] == expected
