"""The UNBC-McMaster shoulder pain archive as its owners deliver it."""
import logging
import os.path as osp
from typing import Dict, Iterator, List, Tuple, Union

import numpy as np
from mmengine.logging import print_log

from mlcr_mm.datasets.records.annotation_table import check_label_names
from mlcr_mm.files import IMAGE_SUFFIXES, visible_names
from mlcr_mm.labels import ABSENT, PRESENT, UNBC_AUS, UNKNOWN
from mlcr_mm.progress import track
from mlcr_mm.registry import DATASETS

from .protocols import UNBC_FOLDS
from .subject_dataset import SubjectDataset
from .unbc_frame import read_intensities

#: The AUs that the coders looked for; a frame's file names the active ones only.
CODED_AUS = (*UNBC_AUS, 'AU27')
BINARY_AUS = ('AU43', )
MAX_INTENSITY = 5
LABEL_SUFFIX = '_facs.txt'


@DATASETS.register_module()
class UNBCMcMaster(SubjectDataset):
    """The UNBC-McMaster archive: AUs in 48,398 frames of 25 subjects with shoulder pain.

    ::

        data/unbc
        ├── Frame_Labels
        │   └── FACS
        │       └── 042-ll042
        │           └── ll042t1aaaff
        │               └── ll042t1aaaff001_facs.txt ...
        └── Images
            └── 042-ll042
                └── ll042t1aaaff
                    └── ll042t1aaaff001.png ...

    A file has a line per active AU: number, intensity, and two columns that are not used::

        6.0000000e+00   3.0000000e+00   1.0000000e+00   0.0000000e+00

    An empty file means that no AU is active, a missing file that all are unknown, and an intensity
    outside 0 to 5 that this label is unknown (the last two are counted and reported). An AU that
    the coders did not look for is an error unless it is named in ``uncoded``; files that name
    others are fine.

    Args:
        ann_file (str): Folder of the annotation files. Defaults to 'Frame_Labels/FACS'.
        data_prefix (str | dict): Defaults to 'Images'.
        threshold (float): Intensity from which an AU is present; AU43 has only 0 and 1, and is
            present from 1 on. Defaults to 1.
        **kwargs: Those of :class:`SubjectDataset` (``fold`` from 1 to 5) and :class:`AUDataset`.
            ``classes`` defaults to the 10 AUs of the literature.

    Raises:
        FileNotFoundError: If annotations or images are missing.
        ValueError: If a line cannot be read; the message names file and line.
    """

    METAINFO = dict(classes=UNBC_AUS)
    SUBJECT_PATTERN = r'^([^/]+)/'
    DATABASE = 'UNBC-McMaster'
    FOLDS = UNBC_FOLDS

    def __init__(self,
                 ann_file: str = 'Frame_Labels/FACS',
                 data_prefix: Union[str, dict] = 'Images',
                 threshold: float = 1,
                 **kwargs) -> None:
        if not 0 < threshold <= MAX_INTENSITY:
            raise ValueError(f'UNBCMcMaster: threshold must be above 0 and at most '
                             f'{MAX_INTENSITY}, got {threshold}')
        self.threshold = threshold
        super().__init__(ann_file=ann_file, data_prefix=data_prefix, **kwargs)

    def load_annotations(self) -> Dict[str, np.ndarray]:
        """Read the files of the chosen subjects.

        Returns:
            dict[str, np.ndarray]: ``subject/sequence/image`` to label codes of
            :attr:`coded_classes`.
        """
        check_label_names(self.ann_file, self.coded_classes, CODED_AUS)
        faults: Dict[str, List[str]] = {}
        annotations: Dict[str, np.ndarray] = {}
        names = visible_names(self.ann_file)
        subjects = self.select_subjects(
            [name for name in names if osp.isdir(osp.join(self.ann_file, name))])
        for subject in track(subjects, 'reading the labels of UNBC-McMaster', len(subjects)):
            for image, path in self._find_frames(subject):
                annotations[image] = self._read_frame(path, faults)
        for fault, paths in faults.items():
            print_log(f'UNBCMcMaster: {fault} in {len(paths)} cases, first: {paths[0]}',
                      logger='current', level=logging.WARNING)
        return annotations

    def _find_frames(self, subject: str) -> Iterator[Tuple[str, str]]:
        """Image and annotation file of every frame that has one of the two."""
        sequences = set()
        for root in (self.ann_file, self.img_prefix):
            sequences.update(visible_names(osp.join(root, subject)))
        for sequence in sorted(sequences):
            part = osp.join(subject, sequence)
            images = {
                osp.splitext(name)[0]: name
                for name in visible_names(osp.join(self.img_prefix, part))
                if name.lower().endswith(IMAGE_SUFFIXES)
            }
            labels = {
                name[:-len(LABEL_SUFFIX)]
                for name in visible_names(osp.join(self.ann_file, part))
                if name.endswith(LABEL_SUFFIX)
            }
            for stem in sorted(labels.union(images)):
                yield (osp.join(part, images.get(stem, f'{stem}.png')),
                       osp.join(self.ann_file, part, stem + LABEL_SUFFIX))

    def _read_frame(self, path: str, faults: Dict[str, List[str]]) -> np.ndarray:
        """Label codes of one frame."""
        labels = np.full(len(self.coded_classes), UNKNOWN, dtype=np.float32)
        if not osp.isfile(path):
            faults.setdefault('image without annotation file, unknown', []).append(path)
            return labels
        intensities = read_intensities(path)
        for index, name in enumerate(self.coded_classes):
            intensity = intensities.get(name, 0.)
            if not 0 <= intensity <= MAX_INTENSITY:
                faults.setdefault('invalid intensity, unknown', []).append(path)
                continue
            threshold = 1 if name in BINARY_AUS else self.threshold
            labels[index] = PRESENT if intensity >= threshold else ABSENT
        return labels
