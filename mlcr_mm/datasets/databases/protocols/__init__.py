"""Which images are labelled, unlabelled and for testing."""
from .common_labels import common_labels
from .paper_splits import REPEATS, celeba_split, emotionet_split
from .random_split import random_split
from .split_files import write_splits
from .subject_folds import (
    BP4D_FOLDS,
    BP4D_PARTS,
    DISFA_FOLDS,
    DISFA_PARTS,
    UNBC_FOLDS,
    UNBC_SUBJECTS,
    fold_subjects,
)

__all__ = [
    'BP4D_FOLDS', 'BP4D_PARTS', 'DISFA_FOLDS', 'DISFA_PARTS', 'REPEATS', 'UNBC_FOLDS',
    'UNBC_SUBJECTS', 'celeba_split', 'common_labels', 'emotionet_split', 'fold_subjects',
    'random_split', 'write_splits'
]
