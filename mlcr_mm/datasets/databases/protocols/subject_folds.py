"""Subject-exclusive folds of BP4D, DISFA and UNBC-McMaster.

A fold is named by its number; it tests the subjects that ``*_FOLDS`` gives for it and trains on all
others. The numbers are those of JAA-Net and ME-GraphAU: fold 1 tests part 3, fold 3 part 1.
"""
from typing import Mapping, Tuple

Subjects = Tuple[str, ...]

#: 41 subjects in 14, 14 and 13; the same sets in JAA-Net, ME-GraphAU, AUNets and others.
BP4D_PARTS = {
    'P1': ('F001', 'F002', 'F008', 'F009', 'F010', 'F016', 'F018', 'F023', 'M001', 'M004', 'M007',
           'M008', 'M012', 'M014'),
    'P2': ('F003', 'F005', 'F011', 'F013', 'F020', 'F022', 'M002', 'M005', 'M010', 'M011', 'M013',
           'M016', 'M017', 'M018'),
    'P3': ('F004', 'F006', 'F007', 'F012', 'F014', 'F015', 'F017', 'F019', 'F021', 'M003', 'M006',
           'M009', 'M015'),
}
#: Number of the fold to the subjects that it tests.
BP4D_FOLDS = {1: BP4D_PARTS['P3'], 2: BP4D_PARTS['P2'], 3: BP4D_PARTS['P1']}

#: 27 subjects in 9 each; the same sets in JAA-Net, ME-GraphAU, LibreFace and others.
DISFA_PARTS = {
    'P1': ('SN001', 'SN002', 'SN009', 'SN010', 'SN016', 'SN026', 'SN027', 'SN030', 'SN032'),
    'P2': ('SN006', 'SN011', 'SN012', 'SN013', 'SN018', 'SN021', 'SN024', 'SN028', 'SN031'),
    'P3': ('SN003', 'SN004', 'SN005', 'SN007', 'SN008', 'SN017', 'SN023', 'SN025', 'SN029'),
}
#: Number of the fold to the subjects that it tests.
DISFA_FOLDS = {1: DISFA_PARTS['P3'], 2: DISFA_PARTS['P2'], 3: DISFA_PARTS['P1']}

#: The 25 subjects, in the order of their numbers.
UNBC_SUBJECTS = ('042-ll042', '043-jh043', '047-jl047', '048-aa048', '049-bm049', '052-dr052',
                 '059-fn059', '064-ak064', '066-mg066', '080-bn080', '092-ch092', '095-tv095',
                 '096-bg096', '097-gf097', '101-mg101', '103-jk103', '106-nm106', '107-hs107',
                 '108-th108', '109-ib109', '115-jy115', '120-kz120', '121-vw121', '123-jh123',
                 '124-dn124')
#: No folds are official; these take every fifth subject, as OpenFace does for its held-out ones.
UNBC_FOLDS = {number: UNBC_SUBJECTS[number - 1::5] for number in range(1, 6)}


def fold_subjects(folds: Mapping[int, Subjects], fold: int, split: str) -> Subjects:
    """Subjects of one half of a fold.

    Args:
        folds (Mapping[int, tuple[str]]): Number of the fold to the subjects that it tests.
        fold (int): The number.
        split (str): 'train' or 'test'.

    Returns:
        tuple[str]: Sorted.

    Raises:
        ValueError: If there is no such fold or split.
    """
    if fold not in folds:
        raise ValueError(f'fold={fold!r} does not exist; take one of {sorted(folds)}')
    if split not in ('train', 'test'):
        raise ValueError(f"with fold={fold}, split must be 'train' or 'test', got {split!r}")
    if split == 'test':
        return tuple(sorted(folds[fold]))
    return tuple(sorted(name for number in folds if number != fold for name in folds[number]))
