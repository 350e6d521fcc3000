import pytest

from mlcr_mm.datasets.databases.protocols import (
    BP4D_FOLDS,
    BP4D_PARTS,
    DISFA_FOLDS,
    DISFA_PARTS,
    UNBC_FOLDS,
    UNBC_SUBJECTS,
    fold_subjects,
)


def joined(folds):
    return [subject for subjects in folds.values() for subject in subjects]


def test_bp4d_has_41_subjects_in_parts_of_14_14_and_13():
    assert [len(BP4D_PARTS[part]) for part in ('P1', 'P2', 'P3')] == [14, 14, 13]
    assert sorted(joined(BP4D_PARTS)) == (
        [f'F{number:03d}' for number in range(1, 24)] + [f'M{number:03d}' for number in
                                                         range(1, 19)])


def test_disfa_has_27_subjects_in_parts_of_9():
    numbers = [number for number in range(1, 33) if number not in (14, 15, 19, 20, 22)]
    assert [len(part) for part in DISFA_PARTS.values()] == [9, 9, 9]
    assert sorted(joined(DISFA_PARTS)) == [f'SN{number:03d}' for number in numbers]


def test_unbc_has_25_subjects_and_takes_every_fifth():
    assert len(set(UNBC_SUBJECTS)) == 25 and sorted(UNBC_SUBJECTS) == list(UNBC_SUBJECTS)
    assert UNBC_FOLDS[1] == ('042-ll042', '052-dr052', '092-ch092', '103-jk103', '115-jy115')


@pytest.mark.parametrize('folds', [BP4D_FOLDS, DISFA_FOLDS, UNBC_FOLDS])
def test_every_subject_is_tested_once_and_never_in_its_training(folds):
    tested = joined(folds)
    assert len(tested) == len(set(tested))
    for fold in folds:
        parts = [set(fold_subjects(folds, fold, split)) for split in ('train', 'test')]
        assert not parts[0] & parts[1] and parts[0] | parts[1] == set(tested)


def test_numbers_of_the_literature():
    assert BP4D_FOLDS[1] == BP4D_PARTS['P3'] and BP4D_FOLDS[3] == BP4D_PARTS['P1']
    assert DISFA_FOLDS[1] == DISFA_PARTS['P3'] and DISFA_FOLDS[3] == DISFA_PARTS['P1']
    with pytest.raises(ValueError, match=r'fold=0 .*\[1, 2, 3\]'):
        fold_subjects(BP4D_FOLDS, 0, 'test')
    with pytest.raises(ValueError, match="'train' or 'test', got 'val'"):
        fold_subjects(BP4D_FOLDS, 1, 'val')
