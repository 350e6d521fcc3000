"""CelebA as its owners deliver it, and as Kaggle does."""
import os.path as osp
from typing import Dict, Iterator, List, Optional, Tuple, Union

import numpy as np

from mlcr_mm.datasets.au_dataset import AUDataset
from mlcr_mm.datasets.records.annotation_table import (
    check_label_names,
    check_num_fields,
    parse_number,
    read_rows,
)
from mlcr_mm.labels import ABSENT, CELEBA_ATTRIBUTES, PRESENT
from mlcr_mm.progress import track
from mlcr_mm.registry import DATASETS

_CODES = {'1': PRESENT, '-1': ABSENT}
SPLITS = {'train': 0, 'val': 1, 'test': 2}
Rows = Iterator[Tuple[int, List[str]]]


def _read_fields(path: str) -> Tuple[Rows, str]:
    """Rows of a file separated by commas or by any blanks, and the separator."""
    _, first = next(read_rows(path), (0, ['']))
    if len(first) > 1:
        return read_rows(path), ','
    return ((line, ''.join(row).split()) for line, row in read_rows(path, '\n')), ' '


def _read_partition(path: str) -> Dict[str, int]:
    """The number of each image's part; Kaggle's file has a header."""
    rows, separator = _read_fields(path)
    parts: Dict[str, int] = {}
    for line, row in rows:
        check_num_fields(path, line, row, 2, separator, 'the format')
        if not parts and row[0].strip().lower() == 'image_id':
            continue
        image = row[0].strip()
        if image in parts:
            raise ValueError(f'{path}, line {line}: image {image} occurs twice; keep one line')
        parts[image] = parse_number(path, line, row[1], 'the part')
    return parts


@DATASETS.register_module()
class CelebA(AUDataset):
    """CelebA: 40 attributes of 202,599 faces.

    ::

        data/celeba
        ├── Anno
        │   ├── list_attr_celeba.txt
        │   └── identity_CelebA.txt
        ├── Eval
        │   └── list_eval_partition.txt
        └── Img
            └── img_align_celeba
                └── 000001.jpg ...

    The attribute file begins with the number of images and the names; then, with 1 for present and
    -1 for **absent** (nothing is unknown)::

        000001.jpg -1  1  1 -1 ...

    Kaggle's ``list_attr_celeba.csv`` and ``list_eval_partition.csv`` (commas, a header with
    ``image_id``) are read too.

    Args:
        ann_file (str): Defaults to 'Anno/list_attr_celeba.txt'.
        data_prefix (str | dict): Defaults to 'Img/img_align_celeba'.
        split (str, optional): 'train', 'val' or 'test' of the official partition. Defaults to
            None: all images, or those of ``image_list``.
        partition_file (str): Needed with ``split``. Defaults to 'Eval/list_eval_partition.txt'.
        **kwargs: Those of :class:`AUDataset`. ``classes`` defaults to the 40 attributes. With
            ``subject_file='Anno/identity_CelebA.txt'`` parts are checked for common persons; random
            splits by image, such as the paper's, have some.

    Raises:
        FileNotFoundError: If a file or an image is missing.
        ValueError: If a line cannot be read; the message names file and line.
    """

    METAINFO = dict(classes=CELEBA_ATTRIBUTES)
    DATABASE = 'CelebA'
    ALIGNED = True

    def __init__(self,
                 ann_file: str = 'Anno/list_attr_celeba.txt',
                 data_prefix: Union[str, dict] = 'Img/img_align_celeba',
                 split: Optional[str] = None,
                 partition_file: str = 'Eval/list_eval_partition.txt',
                 data_root: str = '',
                 **kwargs) -> None:
        if split is not None and split not in SPLITS:
            raise ValueError(f'CelebA: split={split!r} does not exist; take one of '
                             f'{sorted(SPLITS)}')
        self.split = split
        self.partition_file = osp.join(data_root, partition_file)
        super().__init__(
            ann_file=ann_file, data_prefix=data_prefix, data_root=data_root, **kwargs)

    def load_annotations(self) -> Dict[str, np.ndarray]:
        """Read the attribute file, and the partition if a split is wanted.

        Returns:
            dict[str, np.ndarray]: Image to label codes of :attr:`coded_classes`.
        """
        num_images, names, rows, separator = self._read_head()
        check_label_names(self.ann_file, self.coded_classes, names)
        columns = [names.index(name) + 1 for name in self.coded_classes]
        annotations: Dict[str, np.ndarray] = {}
        for line, row in track(rows, f'reading {self.ann_file}'):
            check_num_fields(self.ann_file, line, row, len(names) + 1, separator)
            image = row[0].strip()
            if image in annotations:
                raise ValueError(f'{self.ann_file}, line {line}: image {image} is annotated twice; '
                                 'keep one line')
            try:
                labels = [_CODES[row[column].strip()] for column in columns]
            except KeyError as error:
                raise ValueError(f'{self.ann_file}, line {line}: {error} is no attribute value; '
                                 'write 1 for present and -1 for absent') from None
            annotations[image] = np.array(labels, dtype=np.int8)
        if num_images not in (None, len(annotations)):
            raise ValueError(f'{self.ann_file}: line 1 announces {num_images} images, but the file '
                             f'has {len(annotations)}; was it cut short? Fetch it again')
        return annotations if self.split is None else self._take_split(annotations)

    def _read_head(self) -> Tuple[Optional[int], List[str], Rows, str]:
        """Number of images (if it is told), names of the attributes, the rows, the separator."""
        rows, separator = _read_fields(self.ann_file)
        num_images = None
        if separator == ' ':
            line, first = next(rows, (1, ['']))
            num_images = parse_number(self.ann_file, line, ' '.join(first), 'the number of images')
        line, names = next(rows, (1, []))
        names = [name.strip() for name in names]
        if separator == ',':
            names = names[1:]  # image_id
        if len(set(names)) != len(names):
            raise ValueError(f'{self.ann_file}, line {line}: names of attributes occur twice; '
                             'expected the header')
        return num_images, names, rows, separator

    def _take_split(self, annotations: Dict[str, np.ndarray]) -> Dict[str, np.ndarray]:
        partition = _read_partition(self.partition_file)
        lost = [image for image in annotations if image not in partition]
        if lost:
            raise ValueError(f'{self.partition_file}: {len(lost)} images of {self.ann_file} have '
                             f'no line, first: {lost[0]}; fetch the file again')
        wrong = sorted(set(partition.values()) - set(SPLITS.values()))
        if wrong:
            raise ValueError(f'{self.partition_file}: {wrong} are no parts; expected 0 (train), '
                             '1 (val), 2 (test)')
        return {
            image: labels for image, labels in annotations.items()
            if partition[image] == SPLITS[self.split]
        }
