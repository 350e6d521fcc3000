"""DISFA as its owners deliver it."""
import logging
import os.path as osp
import re
from typing import Dict, Union

import numpy as np
from mmengine.logging import print_log

from mlcr_mm.datasets.records.annotation_table import (
    check_label_names,
    check_num_fields,
    parse_number,
    read_rows,
)
from mlcr_mm.files import visible_names
from mlcr_mm.labels import ABSENT, DISFA_AUS, PRESENT, UNKNOWN
from mlcr_mm.progress import track
from mlcr_mm.registry import DATASETS

from .frame_files import FrameFiles
from .protocols import DISFA_FOLDS
from .subject_dataset import SubjectDataset

_FILE_NAME = re.compile(r'(SN\d{3})_au0*(\d+)\.txt', re.IGNORECASE)
_SUBJECT = re.compile(r'SN\d{3}')
MAX_INTENSITY = 5


@DATASETS.register_module()
class DISFA(SubjectDataset):
    """DISFA: intensities of 12 AUs in the videos of 27 subjects.

    ::

        data/disfa
        ├── ActionUnit_Labels
        │   └── SN001
        │       └── SN001_au1.txt ...
        └── images
            └── SN001
                └── 0.png ...

    Two lines of an annotation file, frame and intensity::

        1,0
        2,3

    AUs are matched by the names of the files. The images are those that you took from the videos;
    they are found by number, whatever the padding of their names. A frame that one of the files
    lacks is unknown for that AU, and so is an AU that one subject has no file for (both are
    reported); an AU that no subject has is an error unless it is named in ``uncoded``.

    Args:
        ann_file (str): Folder of the annotation files. Defaults to 'ActionUnit_Labels'.
        data_prefix (str | dict): Defaults to 'images'.
        threshold (float): Intensity from which an AU is present. Defaults to 2.
        frame_offset (int): Number in the image name minus frame in the annotation. -1 is for
            images counted from 0 (OpenCV, ME-GraphAU, JAA-Net), 0 for images counted from 1
            (ffmpeg, LibreFace). Defaults to -1.
        sequence_folder (str): Folder of a subject's images, e.g. 'LeftVideo{subject}_comp'.
            Defaults to '{subject}'.
        **kwargs: Those of :class:`SubjectDataset` (``fold`` from 1 to 3) and :class:`AUDataset`.
            ``classes`` defaults to the 8 AUs of the literature.

    Raises:
        FileNotFoundError: If annotations or images are missing.
        ValueError: If a line cannot be read; the message names file and line.
    """

    METAINFO = dict(classes=DISFA_AUS)
    SUBJECT_PATTERN = r'(SN\d{3})'
    DATABASE = 'DISFA'
    FOLDS = DISFA_FOLDS

    def __init__(self,
                 ann_file: str = 'ActionUnit_Labels',
                 data_prefix: Union[str, dict] = 'images',
                 threshold: float = 2,
                 frame_offset: int = -1,
                 sequence_folder: str = '{subject}',
                 **kwargs) -> None:
        if not 0 < threshold <= MAX_INTENSITY:
            raise ValueError(f'DISFA: threshold must be above 0 and at most {MAX_INTENSITY}, got '
                             f'{threshold}')
        if '{subject}' not in sequence_folder:
            raise ValueError("DISFA: sequence_folder must contain '{subject}', got "
                             f'{sequence_folder!r}')
        self.threshold = threshold
        self.frame_offset = frame_offset
        self.sequence_folder = sequence_folder
        super().__init__(ann_file=ann_file, data_prefix=data_prefix, **kwargs)

    def load_annotations(self) -> Dict[str, np.ndarray]:
        """Read the files of the chosen subjects.

        Returns:
            dict[str, np.ndarray]: Image to label codes of :attr:`coded_classes`.
        """
        files = FrameFiles(self.img_prefix, self.frame_offset)
        names_of_all: Dict[str, None] = {}
        annotations: Dict[str, np.ndarray] = {}
        subjects = self.select_subjects(
            [name for name in visible_names(self.ann_file) if _SUBJECT.fullmatch(name)])
        for subject in track(subjects, 'reading the labels of DISFA', len(subjects)):
            paths = self._find_files(subject)
            names_of_all.update(dict.fromkeys(paths))
            sequence = self.sequence_folder.format(subject=subject)
            for frame, labels in self._read_subject(subject, paths).items():
                annotations[files.find(sequence, frame)] = labels
        check_label_names(self.ann_file, self.coded_classes, names_of_all)
        self._remedy = files.describe_missing()
        doubt = files.describe_doubt()
        if doubt:
            print_log(f'DISFA: {doubt}', logger='current', level=logging.WARNING)
        return annotations

    def _find_files(self, subject: str) -> Dict[str, str]:
        """AU to annotation file."""
        folder = osp.join(self.ann_file, subject)
        paths = {}
        for name in visible_names(folder):
            match = _FILE_NAME.fullmatch(name)
            if match and match.group(1).upper() == subject:
                paths[f'AU{match.group(2)}'] = osp.join(folder, name)
        return paths

    def _read_subject(self, subject: str, paths: Dict[str, str]) -> Dict[int, np.ndarray]:
        """Frame to label codes."""
        labels: Dict[int, np.ndarray] = {}
        for index, name in enumerate(self.coded_classes):
            intensities = _read_file(paths[name]) if name in paths else {}
            for frame, intensity in intensities.items():
                if frame not in labels:
                    labels[frame] = np.full(len(self.coded_classes), UNKNOWN, dtype=np.float32)
                labels[frame][index] = PRESENT if intensity >= self.threshold else ABSENT
        unknown = sum(int((row == UNKNOWN).sum()) for row in labels.values())
        if unknown:
            print_log(f'DISFA: {unknown} labels of {subject} are unknown: its files in '
                      f'{self.ann_file} do not cover the same AUs and frames', logger='current',
                      level=logging.WARNING)
        return labels

    def describe_missing(self) -> str:
        """Whether another ``frame_offset`` would find the missing images."""
        return self._remedy


def _read_file(path: str) -> Dict[int, float]:
    """Frame to intensity."""
    intensities: Dict[int, float] = {}
    for line, row in read_rows(path):
        check_num_fields(path, line, row, 2, who='the format')
        frame = parse_number(path, line, row[0], 'the frame')
        intensity = parse_number(path, line, row[1], 'the intensity', float)
        if intensity > MAX_INTENSITY:
            raise ValueError(f'{path}, line {line}: intensity {intensity:g} is not from 0 to '
                             f'{MAX_INTENSITY}; correct the line or take it out')
        if frame in intensities:
            raise ValueError(f'{path}, line {line}: frame {frame} occurs twice; keep one line')
        intensities[frame] = intensity
    return intensities
