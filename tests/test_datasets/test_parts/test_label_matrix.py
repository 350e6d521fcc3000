import numpy as np
import pytest
from mmengine.dataset import ConcatDataset, RepeatDataset

from mlcr_mm.datasets import DemoFaces
from mlcr_mm.datasets.parts import label_matrix


def test_labels_of_wrapped_datasets_are_those_of_the_samples():
    parts = [DemoFaces(split=split, num_images=4, images_per_subject=2, image_size=16, pipeline=[])
             for split in ('train', 'unlabeled')]
    for dataset in (ConcatDataset(parts), RepeatDataset(parts[0], 1), parts[1]):
        expected = [dataset[index]['gt_score'] for index in range(len(dataset))]
        np.testing.assert_array_equal(label_matrix(dataset), expected)


def test_other_datasets_are_named():
    with pytest.raises(TypeError, match='list has no get_gt_scores'):
        label_matrix([1, 2])
