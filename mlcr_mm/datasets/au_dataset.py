"""Base of the labelled datasets, and a reader for a CSV of your own."""
import os.path as osp
from typing import Dict, List, Optional, Sequence, Union

import numpy as np
from mmpretrain.datasets import BaseDataset

from mlcr_mm.labels import PRESENT
from mlcr_mm.registry import DATASETS

from .annotation_table import check_label_names, parse_labels, read_table
from .image_list import check_images_exist, read_image_list


@DATASETS.register_module()
class AUDataset(BaseDataset):
    """Images with partly known binary labels, from a CSV file.

    The first column of ``ann_file`` names the image, relative to ``data_prefix``; every other
    column is a label::

        image,AU1,AU12
        s01/0001.jpg,0,1
        s01/0002.jpg,1,

    1 is present, 0 absent; an empty field, -1, 9 and 999 are unknown. A sample has ``img_path`` and
    ``gt_score``, float32 ``(C,)`` of 1, 0, -1 (see :mod:`mlcr_mm.labels`).

    Subclasses read other files by overriding :meth:`load_annotations`.

    Args:
        ann_file (str): The CSV file, relative to ``data_root``.
        image_list (str, optional): File with one image per line: only these are taken. None takes
            every image of ``ann_file``. Defaults to None.
        data_root (str): Defaults to ''.
        data_prefix (str | dict): Folder of the images, relative to ``data_root``.
        classes (str | Sequence[str], optional): Names of the labels wanted, in order; they are
            matched with the columns by name. None takes all columns (or the dataset's own list).
        **kwargs: Those of :class:`mmpretrain.datasets.BaseDataset`: ``pipeline``, ``test_mode``,
            ``indices`` and so on.

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
                 **kwargs) -> None:
        self.image_list = image_list and osp.join(data_root, image_list)
        super().__init__(
            ann_file=ann_file,
            data_root=data_root,
            data_prefix=data_prefix,
            classes=classes,
            **kwargs)

    def load_annotations(self) -> Dict[str, np.ndarray]:
        """Read ``ann_file``.

        Returns:
            dict[str, np.ndarray]: Image (relative path) to label codes ``(C,)``.
        """
        columns, records = read_table(self.ann_file)
        image_column, names = columns[0], columns[1:]
        self._metainfo.setdefault('classes', tuple(names))
        check_label_names(self.ann_file, self.CLASSES, names)
        annotations = {}
        for line, record in records:
            image = record[image_column].strip()
            if image in annotations:
                raise ValueError(f'{self.ann_file}, line {line}: image {image} is annotated twice; '
                                 'keep one line')
            annotations[image] = parse_labels(self.ann_file, line, record, self.CLASSES,
                                              self.UNKNOWN_TEXTS)
        return annotations

    def image_path(self, image: str) -> str:
        """Path of an image that an annotation or an image list names."""
        return osp.join(self.img_prefix, image)

    def load_data_list(self) -> List[dict]:
        """Join annotations, image list and files; called by the base class.

        Returns:
            list[dict]: ``img_path`` and ``gt_score`` of every image.
        """
        annotations = self.load_annotations()
        if self.image_list:
            images = read_image_list(self.image_list)
            unknown = [image for image in images if image not in annotations]
            if unknown:
                raise ValueError(f'{self.image_list}: {len(unknown)} images have no line in '
                                 f'{self.ann_file}, first: {unknown[0]}')
        else:
            images = list(annotations)
        if not images:
            raise ValueError(f'{self.ann_file}: no image is annotated')
        paths = [self.image_path(image) for image in images]
        check_images_exist(paths, self.image_list or self.ann_file)
        return [
            dict(img_path=path, gt_score=annotations[image]) for path, image in zip(paths, images)
        ]

    def get_gt_scores(self) -> np.ndarray:
        """Label codes of all images, float32 ``(N, C)``."""
        return np.stack([self.get_data_info(index)['gt_score'] for index in range(len(self))])

    def get_cat_ids(self, idx: int) -> List[int]:
        """Indices of the labels that are present in an image (mmpretrain's interface)."""
        return np.flatnonzero(self.get_data_info(idx)['gt_score'] == PRESENT).tolist()
