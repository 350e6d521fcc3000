"""BP4D as its owners deliver it."""
import os.path as osp
import re
from glob import glob
from typing import Dict, List, Tuple, Union

import numpy as np

from mlcr_mm.datasets.records.annotation_table import (
    check_label_names,
    parse_labels,
    parse_number,
    read_table,
)
from mlcr_mm.labels import BP4D_AUS, UNKNOWN
from mlcr_mm.progress import track
from mlcr_mm.registry import DATASETS

from .frame_files import FrameFiles
from .protocols import BP4D_FOLDS
from .subject_dataset import SubjectDataset

_FILE_NAME = re.compile(r'([FM]\d{3})_?(T\d+)\.csv$', re.IGNORECASE)


def _column_name(text: str) -> str:
    """``12``, ``AU12`` or ``AU 12`` to ``AU12``; what is no number stays."""
    match = re.fullmatch(r'(?:AU)?0*(\d+)', text.replace(' ', '').replace("'", '').upper())
    return f'AU{match.group(1)}' if match else text.strip()


@DATASETS.register_module()
class BP4D(SubjectDataset):
    """BP4D-Spontaneous: occurrence of AUs in the frames of 41 subjects and 8 tasks.

    ::

        data/bp4d
        ├── AUCoding
        │   └── AU_OCC
        │       └── F001_T1.csv ...
        └── BP4D-training
            └── F001
                └── T1
                    └── 2440.jpg ...

    Header and a line of an annotation file; column 0 is the frame, column N is AU N::

        0,1,2,3,4,5, ... ,99
        2440,0,0,9,0,0, ... ,9

    Newer releases have columns for the coded AUs only; columns are matched by name. 9 is unknown,
    and so is an AU that a file has no column for. An AU that no file has is an error unless it is
    named in ``uncoded``. Images are found by number, whatever the padding of their names.

    Args:
        ann_file (str): Folder of the annotation files. Defaults to 'AUCoding/AU_OCC'.
        data_prefix (str | dict): Defaults to 'BP4D-training'.
        frame_offset (int): Number in the image name minus frame in the annotation. 0, the
            literature's choice, takes ``n.jpg`` for frame n; -1 is for images counted from 0.
            Defaults to 0.
        **kwargs: Those of :class:`SubjectDataset` (``fold`` from 1 to 3) and :class:`AUDataset`.
            ``classes`` defaults to the 12 AUs of the literature.

    Raises:
        FileNotFoundError: If annotations or images are missing.
        ValueError: If a line cannot be read; the message names file and line.
    """

    METAINFO = dict(classes=BP4D_AUS)
    UNKNOWN_TEXTS = ('', '9')
    SUBJECT_PATTERN = r'^([FM]\d{3})/'
    DATABASE = 'BP4D'
    FOLDS = BP4D_FOLDS

    def __init__(self,
                 ann_file: str = 'AUCoding/AU_OCC',
                 data_prefix: Union[str, dict] = 'BP4D-training',
                 frame_offset: int = 0,
                 **kwargs) -> None:
        self.frame_offset = frame_offset
        super().__init__(ann_file=ann_file, data_prefix=data_prefix, **kwargs)

    def load_annotations(self) -> Dict[str, np.ndarray]:
        """Read the files of the chosen subjects.

        Returns:
            dict[str, np.ndarray]: ``subject/task/frame.jpg`` to label codes of
            :attr:`coded_classes`.
        """
        files = FrameFiles(self.img_prefix, self.frame_offset)
        sequences = self._find_sequences()
        chosen = set(self.select_subjects({subject for subject, _, _ in sequences}))
        names_of_all: Dict[str, None] = {}
        annotations: Dict[str, np.ndarray] = {}
        for subject, task, path in track(sequences, 'reading the labels of BP4D', len(sequences)):
            if subject in chosen:
                names = self._read_sequence(path, f'{subject}/{task}', files, annotations)
                names_of_all.update(dict.fromkeys(names))
        check_label_names(self.ann_file, self.coded_classes, names_of_all)
        self._remedy = files.describe_missing()
        return annotations

    def _find_sequences(self) -> List[Tuple[str, str, str]]:
        """Subject, task and file of all annotated sequences."""
        sequences = []
        for path in sorted(glob(osp.join(self.ann_file, '*.[cC][sS][vV]'))):
            match = _FILE_NAME.search(osp.basename(path))
            if match:
                sequences.append((match.group(1).upper(), match.group(2).upper(), path))
        return sequences

    def _read_sequence(self, path: str, sequence: str, files: FrameFiles,
                       annotations: Dict[str, np.ndarray]) -> List[str]:
        """Add the frames of one file; returns the AUs that it has."""
        columns, records = read_table(path, _column_name)
        if len(columns) < 2 or not any(name.startswith('AU') for name in columns[1:]):
            raise ValueError(f'{path}, line 1: {columns[:5]} name no AUs; expected the frame and '
                             'numbers of AUs, separated by commas')
        frame_column, *names = columns
        classes = [name for name in self.coded_classes if name in names]
        positions = [self.coded_classes.index(name) for name in classes]
        frames: Dict[int, int] = {}
        for line, record in records:
            frame = parse_number(path, line, record[frame_column], 'the frame')
            if frame in frames:
                raise ValueError(f'{path}, line {line}: frame {frame} is annotated on line '
                                 f'{frames[frame]} already; keep one line')
            frames[frame] = line
            labels = np.full(len(self.coded_classes), UNKNOWN, dtype=np.float32)
            labels[positions] = parse_labels(path, line, record, classes, self.UNKNOWN_TEXTS)
            annotations[files.find(sequence, frame)] = labels
        return names

    def describe_missing(self) -> str:
        """Whether another ``frame_offset`` would find the missing images."""
        return self._remedy
