import numpy as np
import torch

from mlcr_mm.datasets import DemoFaces
from mlcr_mm.datasets.parts import image_subjects, subject_codes


def test_codes_are_equal_for_images_of_one_subject():
    faces = DemoFaces(num_images=5, images_per_subject=2, image_size=16, pipeline=[])
    assert image_subjects(faces) == ['train/s000'] * 2 + ['train/s001'] * 2 + ['train/s002']
    np.testing.assert_array_equal(subject_codes(faces), [0, 0, 1, 1, 2])


def test_a_subject_that_nothing_tells_is_minus_one():
    faces = DemoFaces(num_images=4, image_size=16, pipeline=[], subject_pattern=r'(s00[02])/')
    np.testing.assert_array_equal(subject_codes(faces), [0, -1, 1, -1])


def test_a_dataset_of_another_package_tells_none():
    numbers = torch.utils.data.TensorDataset(torch.zeros(3))
    assert image_subjects(numbers) == [None] * 3
    np.testing.assert_array_equal(subject_codes(numbers), [-1, -1, -1])
