"""Which images the literature trains and tests on."""
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
    'BP4D_FOLDS', 'BP4D_PARTS', 'DISFA_FOLDS', 'DISFA_PARTS', 'UNBC_FOLDS', 'UNBC_SUBJECTS',
    'fold_subjects'
]
