import pytest
import torch
from mmpretrain.structures import DataSample

from mlcr_mm.models.heads.targets import check_features, count_labeled, stack_labels


def test_labels_are_stacked_and_labelled_images_counted():
    rows = [[1., -1.], [-1., -1.], [0., 0.]]
    labels = stack_labels([DataSample().set_gt_score(torch.tensor(row)) for row in rows])
    assert labels.tolist() == rows
    assert count_labeled(labels).item() == 2


def test_wrong_width_says_what_to_write():
    features = torch.zeros(2, 8)
    assert check_features(features, 8, 'model.head.in_channels') is features
    with pytest.raises(ValueError, match='write model.head.in_channels=8'):
        check_features(features, 512, 'model.head.in_channels')


def test_missing_neck_says_what_to_write():
    with pytest.raises(ValueError, match='GlobalAveragePooling'):
        check_features(torch.zeros(2, 8, 3, 3), 8, 'model.head.in_channels')
