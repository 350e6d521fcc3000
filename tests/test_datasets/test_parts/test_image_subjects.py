import numpy as np
import torch
from mmengine.dataset import ConcatDataset, RepeatDataset

from mlcr_mm.datasets import AUDataset, DemoFaces
from mlcr_mm.datasets.parts import image_subjects, subject_codes
from mlcr_mm.files import write_text


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


def test_subjects_of_several_datasets(tmp_path):
    faces = [DemoFaces(num_images=3, images_per_subject=2, image_size=16, pipeline=[], split=split)
             for split in ('train', 'test')]
    joined = ConcatDataset(faces)
    assert image_subjects(joined) == image_subjects(faces[0]) + image_subjects(faces[1])
    assert subject_codes(joined).tolist() == [2, 2, 3, 0, 0, 1]
    assert image_subjects(RepeatDataset(faces[0], times=2)) == [None] * 6  # not their own number
    for folder in 'ab':
        write_text(tmp_path / folder / 's1_1.png', '')
        write_text(tmp_path / folder / 'l.csv', 'image,A\ns1_1.png,1\n')
    own = [AUDataset(ann_file='l.csv', data_root=str(tmp_path / folder),
                     subject_pattern=r'(s\d)_') for folder in 'ab']
    assert image_subjects(ConcatDataset([own[0]])) == ['s1']
    assert image_subjects(ConcatDataset(own)) == [f'{tmp_path / folder}: s1' for folder in 'ab']
