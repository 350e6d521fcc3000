"""EmotioNet as its owners deliver it."""
import os.path as osp
from glob import glob
from typing import Dict, Iterator, List, Tuple, Union

import numpy as np

from mlcr_mm.datasets.au_dataset import AUDataset
from mlcr_mm.datasets.records.annotation_table import (
    check_label_names,
    check_num_fields,
    parse_labels,
    read_rows,
    read_table,
)
from mlcr_mm.labels import EMOTIONET_AUS
from mlcr_mm.progress import track
from mlcr_mm.registry import DATASETS

_AUTOMATIC_COLUMNS = ['URL', 'URLORIG', *(f'AU{number}' for number in range(1, 61))]


def _column_name(text: str) -> str:
    """``"'AU 12'"`` to ``AU12``: the delivered names carry quotes and blanks."""
    return text.replace("'", '').replace(' ', '').upper()


@DATASETS.register_module()
class EmotioNet(AUDataset):
    """EmotioNet, with its manual or its automatic labels.

    ::

        data/emotionet
        ├── EmotioNet_FACS.csv
        ├── emotioNet_challenge_files_server_challenge_1.2_aws
        │   └── dataFile_1000.txt ...
        ├── images
        │   └── N_0000000001
        │       └── N_0000000001_00003.jpg
        └── splits
            ├── train.txt       N_0000000001/N_0000000001_00003.jpg
            ├── unlabeled.txt
            └── test.txt

    A line of the manual labels, the columns being URL, original URL and 60 AUs::

        'http://host/N_0000000001/N_0000000001_00003.jpg','http://origin/a.jpg',0,0,999, ...

    The automatic labels have the same 62 columns, without header and separated by tabs. 999 is
    unknown. An image is named by the last two parts of its URL; it may lie in its folder or
    directly under ``data_prefix``. There are no subjects: parts are disjoint by image only.

    Args:
        ann_file (str): The CSV file, or the automatic ones as a pattern
            (``'.../dataFile_*.txt'``). Defaults to 'EmotioNet_FACS.csv'.
        data_prefix (str | dict): Defaults to 'images'.
        **kwargs: Those of :class:`AUDataset`. ``classes`` defaults to the paper's 12 AUs.
    """

    METAINFO = dict(classes=EMOTIONET_AUS)
    UNKNOWN_TEXTS = ('', '999')

    def __init__(self,
                 ann_file: str = 'EmotioNet_FACS.csv',
                 data_prefix: Union[str, dict] = 'images',
                 **kwargs) -> None:
        super().__init__(ann_file=ann_file, data_prefix=data_prefix, **kwargs)

    def load_annotations(self) -> Dict[str, np.ndarray]:
        """Read the delivered file or files.

        Returns:
            dict[str, np.ndarray]: ``folder/image`` to label codes of :attr:`coded_classes`.
        """
        files = [self.ann_file]
        if not osp.exists(self.ann_file):
            files = sorted(glob(self.ann_file)) or files
        classes = self.coded_classes
        annotations = {}
        for path in files:
            columns, records = _read_file(path)
            check_label_names(path, classes, columns)
            check_label_names(path, ['URL'], columns)
            for line, record in track(records, f'reading {path}'):
                parts = record['URL'].strip("' ").split('/')
                if len(parts) < 2:
                    raise ValueError(f"{path}, line {line}: URL {record['URL']!r} does not "
                                     'end with folder/image')
                image = '/'.join(parts[-2:])
                if image in annotations:
                    raise ValueError(f'{path}, line {line}: image {image} is annotated twice; '
                                     'keep one line')
                annotations[image] = parse_labels(path, line, record, classes, self.UNKNOWN_TEXTS)
        return annotations

    def image_file(self, image: str) -> str:
        """``folder/image``, or ``image`` where the images lie flat."""
        flat = osp.basename(image)
        is_flat = (not osp.exists(osp.join(self.img_prefix, image)) and
                   osp.exists(osp.join(self.img_prefix, flat)))
        return flat if is_flat else image


def _read_file(path: str) -> Tuple[List[str], Iterator[Tuple[int, Dict[str, str]]]]:
    """The manual or an automatic file, as :func:`read_table` gives it."""
    _, first = next(read_rows(path, '\t'), (0, ['']))
    if len(first) == 1 or _column_name(first[0]) == 'URL':
        return read_table(path, _column_name, None if len(first) == 1 else '\t')

    def records() -> Iterator[Tuple[int, Dict[str, str]]]:
        for line, row in read_rows(path, '\t'):
            check_num_fields(path, line, row, len(_AUTOMATIC_COLUMNS), '\t',
                             'an automatic file')
            yield line, dict(zip(_AUTOMATIC_COLUMNS, row))

    return _AUTOMATIC_COLUMNS, records()
