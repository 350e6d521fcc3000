"""Which images are labelled, unlabelled and for testing."""
from .common_labels import common_labels
from .paper_splits import REPEATS, celeba_split, emotionet_split
from .random_split import random_split
from .split_files import write_splits

__all__ = [
    'REPEATS', 'celeba_split', 'common_labels', 'emotionet_split', 'random_split', 'write_splits'
]
