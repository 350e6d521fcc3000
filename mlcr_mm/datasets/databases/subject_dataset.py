"""Databases of videos whose subjects are known."""
import logging
from typing import Collection, List, Mapping, Optional, Sequence, Tuple

from mmengine.logging import print_log

from mlcr_mm.datasets.au_dataset import AUDataset

from .protocols import fold_subjects


class SubjectDataset(AUDataset):
    """Base of the databases that are split by subject.

    Args:
        subjects (Sequence[str], optional): Only these. Defaults to None: all, or those of ``fold``.
        fold (int, optional): Number of a fold of the literature (see
            :mod:`mlcr_mm.datasets.databases.protocols`). Defaults to None.
        split (str, optional): With ``fold``: 'train' or 'test'. Defaults to None.
        **kwargs: Those of :class:`AUDataset`.

    Raises:
        ValueError: If ``subjects`` and ``fold`` do not fit each other or the files.
    """

    FOLDS: Mapping[int, Tuple[str, ...]] = {}

    def __init__(self,
                 subjects: Optional[Sequence[str]] = None,
                 fold: Optional[int] = None,
                 split: Optional[str] = None,
                 **kwargs) -> None:
        if subjects is not None and fold is not None:
            raise ValueError(f'{type(self).__name__}: give either subjects or fold')
        if fold is None and split is not None:
            raise ValueError(f'{type(self).__name__}: split={split!r} needs a fold')
        self.fold = fold
        self.split = split
        self.chosen_subjects = subjects if fold is None else fold_subjects(self.FOLDS, fold, split)
        super().__init__(**kwargs)

    def select_subjects(self, available: Collection[str]) -> List[str]:
        """Those of the subjects on the disk that this dataset is to have.

        A subject of ``subjects`` that is not there is an error. Of a fold it is a warning: the
        figures are then not those of the literature.

        Args:
            available (Collection[str]): Subjects that have annotations.

        Returns:
            list[str]: Sorted.
        """
        if not available:
            raise FileNotFoundError(f'{self.ann_file} has no annotation of any subject; check '
                                    'ann_file and data_root in the config')
        if self.chosen_subjects is None:
            return sorted(available)
        found = sorted(set(self.chosen_subjects) & set(available))
        missing = sorted(set(self.chosen_subjects) - set(available))
        if missing and (self.fold is None or not found):
            raise ValueError(f'{self.ann_file} has no annotation of the subjects {missing}; it has '
                             f'{sorted(available)}. Correct `subjects` or `fold` in the config')
        if missing:
            print_log(f'{type(self).__name__}: {self.ann_file} lacks {len(missing)} of '
                      f'{len(self.chosen_subjects)} subjects of fold {self.fold}, {self.split}: '
                      f'{missing}', logger='current', level=logging.WARNING)
        return found
