import logging

import pytest

from mlcr_mm.datasets.databases.subject_dataset import SubjectDataset


class TwoFolds(SubjectDataset):
    FOLDS = {1: ('a', 'b'), 2: ('c', 'd')}


@pytest.mark.parametrize('kwargs, expected', [
    ({}, ['a', 'b', 'c']), (dict(subjects=['c', 'a']), ['a', 'c']),
    (dict(fold=1, split='train'), ['c']), (dict(fold=1, split='test'), ['a', 'b']),
])
def test_chooses_subjects(kwargs, expected):
    dataset = TwoFolds(ann_file='labels', lazy_init=True, **kwargs)
    assert dataset.select_subjects(['c', 'b', 'a']) == expected


def test_subjects_that_are_not_there(caplog):
    with pytest.raises(ValueError, match=r"labels has no annotation of the subjects \['x'\].*'a'"):
        TwoFolds(ann_file='labels', lazy_init=True, subjects=['x']).select_subjects(['a'])
    fold = TwoFolds(ann_file='labels', lazy_init=True, fold=2, split='test')
    with pytest.raises(ValueError, match=r"\['c', 'd'\]"):
        fold.select_subjects(['a'])
    with pytest.raises(FileNotFoundError, match='labels has no annotation'):
        fold.select_subjects([])
    logger = logging.getLogger('mmengine')
    logger.propagate = True
    with caplog.at_level(logging.WARNING):
        assert fold.select_subjects(['c']) == ['c']
