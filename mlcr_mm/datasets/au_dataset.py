"""Base of the labelled datasets, and a reader for a CSV of your own."""
import logging
import os.path as osp
from typing import Dict, List, Optional, Sequence, Union

import numpy as np
from mmengine.logging import print_log

from mlcr_mm.files.text_table import image_column
from mlcr_mm.labels import ABSENT, UNKNOWN
from mlcr_mm.progress import track
from mlcr_mm.registry import DATASETS

from .face_dataset import FaceDataset
from .records.annotation_table import check_label_names, parse_labels, read_table
from .records.image_list import find_existing_images, read_image_list
from .records.packed_samples import Packed, pack_samples


@DATASETS.register_module()
class AUDataset(FaceDataset):
    """Images with partly known binary labels, from a CSV file.

    The first column of ``ann_file`` names the image, relative to ``data_prefix``; every other
    column is a label::

        image,AU1,AU12
        s01/0001.jpg,0,1
        s01/0002.jpg,1,

    1 is present, 0 absent; an empty field, -1, 9 and 999 are unknown.

    Subclasses read other files by overriding :meth:`load_annotations`.

    Args:
        ann_file (str): The CSV file, relative to ``data_root``.
        image_list (str, optional): File with one image per line: only these are taken. None takes
            every image of ``ann_file``. Defaults to None.
        data_root (str): Defaults to ''.
        data_prefix (str | dict): Folder of the images, relative to ``data_root``.
        classes (str | Sequence[str], optional): Names of the labels wanted, in order; they are
            matched with the columns by name. None takes all columns (or the dataset's own list).
        uncoded (Sequence[str]): Those of ``classes`` that this database does not code: they are
            unknown in every image. Without it, a label that the files lack is an error. Defaults
            to ().
        max_missing_share (float): Share of the images that may be missing; they are left out with a
            warning. Defaults to 0.
        **kwargs: Those of :class:`FaceDataset` and :class:`mmpretrain.datasets.BaseDataset`:
            ``pipeline``, ``test_mode``, ``max_broken_share``, ``subject_pattern``, ``indices`` and
            so on.

    Raises:
        FileNotFoundError: If a file or an image is missing.
        ValueError: If a line cannot be read, a label has no column, or an image of ``image_list``
            no annotation.
    """

    UNKNOWN_TEXTS = ('', '-1', '9', '999')

    def __init__(self,
                 ann_file: str = '',
                 image_list: Optional[str] = None,
                 data_root: str = '',
                 data_prefix: Union[str, dict] = '',
                 classes: Union[str, Sequence[str], None] = None,
                 uncoded: Sequence[str] = (),
                 max_missing_share: float = 0.,
                 **kwargs) -> None:
        self.image_list = image_list and osp.join(data_root, image_list)
        self.uncoded = tuple(uncoded)
        self.max_missing_share = max_missing_share
        super().__init__(
            ann_file=ann_file,
            data_root=data_root,
            data_prefix=data_prefix,
            classes=classes,
            **kwargs)

    @property
    def coded_classes(self) -> List[str]:
        """Those of the labels that the files are to have."""
        return [name for name in self.CLASSES if name not in self.uncoded]

    def load_annotations(self) -> Dict[str, np.ndarray]:
        """Read ``ann_file``.

        Returns:
            dict[str, np.ndarray]: Image to label codes of :attr:`coded_classes`.
        """
        columns, records = read_table(self.ann_file)
        position = image_column(columns)
        names = _without(columns, position)
        if not names:
            raise ValueError(f'{self.ann_file}, line 1: {columns} is one column, and there are no '
                             'labels in it; columns are separated by commas, semicolons or tabs')
        self._metainfo.setdefault('classes', (*names, *self.uncoded))
        classes = self.coded_classes
        check_label_names(self.ann_file, classes, names)
        annotations = {}
        for line, record in track(records, f'reading {self.ann_file}'):
            image = record[columns[position]].strip()
            if image in annotations:
                raise ValueError(f'{self.ann_file}, line {line}: image {image} is annotated twice; '
                                 'keep one line')
            annotations[image] = parse_labels(self.ann_file, line, record, classes,
                                              self.UNKNOWN_TEXTS)
        self._warn_of_no_absent(annotations)
        return annotations

    def _warn_of_no_absent(self, annotations: Dict[str, np.ndarray]) -> None:
        """Say so where all that is not present is unknown: -1 may have been meant as absent."""
        codes = np.concatenate(list(annotations.values()) or [np.empty(0)])
        if (codes == UNKNOWN).any() and not (codes == ABSENT).any():
            print_log(f'{self.ann_file}: no label of any image is absent; absent is written as 0, '
                      f'and {sorted(filter(None, self.UNKNOWN_TEXTS))} as well as nothing mean '
                      'unknown', logger='current', level=logging.WARNING)

    def label_names(self) -> Sequence[str]:
        """Names of the C labels: those that are wanted, else the columns of ``ann_file``."""
        if self.metainfo.get('classes') is not None:
            return self.CLASSES
        columns, _ = read_table(self.ann_file)
        return (*_without(columns, image_column(columns)), *self.uncoded)

    def image_file(self, image: str) -> str:
        """File, relative to ``data_prefix``, of an image that an annotation or a list names."""
        return image

    def image_path(self, image: str) -> str:
        """Path of an image that an annotation or a list names."""
        return osp.join(self.img_prefix, self.image_file(image))

    def describe_missing(self) -> str:
        """What else to tell the user about images that do not exist."""
        return ''

    def load_packed(self) -> Packed:
        """Join annotations, image list and files.

        Returns:
            tuple[np.ndarray, np.ndarray]: As :func:`pack_samples` gives them.
        """
        annotations = self.load_annotations()
        wrong = [name for name in self.uncoded if name not in self.CLASSES]
        if wrong:
            raise ValueError(f'{type(self).__name__}: {wrong} of `uncoded` are not in `classes`; '
                             f'they are {list(self.CLASSES)}')
        images = read_image_list(self.image_list) if self.image_list else list(annotations)
        unknown = [image for image in images if image not in annotations]
        if unknown:
            raise ValueError(f'{self.image_list}: {len(unknown)} images have no line in '
                             f'{self.ann_file}, first: {unknown[0]}')
        if not images:
            raise ValueError(f'{self.ann_file}: no image is annotated')
        files = [self.image_file(image) for image in images]
        self._check_each_once(images, files)
        exists = find_existing_images([osp.join(self.img_prefix, file) for file in files],
                                      self.image_list or self.ann_file, self.max_missing_share,
                                      self.describe_missing())
        labels = np.full((len(images), len(self.CLASSES)), UNKNOWN, dtype=np.int8)  # (N, C)
        coded = [self.CLASSES.index(name) for name in self.coded_classes]
        labels[:, coded] = [annotations[image] for image in images]
        kept = np.flatnonzero(exists)
        return pack_samples([files[index] for index in kept], labels[kept])

    def _check_each_once(self, images: Sequence[str], files: Sequence[str]) -> None:
        """Refuse an image that is named in two ways, as a.jpg and ./a.jpg."""
        first: Dict[str, str] = {}
        for image, file in zip(images, map(osp.normpath, files)):
            if file in first:
                raise ValueError(f'{self.image_list or self.ann_file}: {first[file]} and {image} '
                                 'are one image; keep one')
            first[file] = image


def _without(columns: List[str], position: int) -> List[str]:
    return columns[:position] + columns[position + 1:]
