"""The parts of a run: labelled and unlabelled training images, validation, test."""
from .disjoint import check_disjoint, shared_subjects
from .distinct_parts import dataset_leaves, distinct_parts
from .image_subjects import image_subjects, subject_codes
from .label_matrix import label_matrix
from .semi_supervised_dataset import SemiSupervisedDataset

__all__ = [
    'SemiSupervisedDataset', 'check_disjoint', 'dataset_leaves', 'distinct_parts', 'image_subjects',
    'label_matrix', 'shared_subjects', 'subject_codes'
]
