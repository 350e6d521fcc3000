"""EmotioNet as its owners deliver it."""
import os.path as osp
from typing import Dict

import numpy as np

from mlcr_mm.labels import EMOTIONET_AUS
from mlcr_mm.registry import DATASETS

from .annotation_table import check_label_names, parse_labels, read_table
from .au_dataset import AUDataset


def _column_name(text: str) -> str:
    """``"'AU 12'"`` to ``AU12``: the delivered names carry quotes and blanks."""
    return text.replace("'", '').replace(' ', '').upper()


@DATASETS.register_module()
class EmotioNet(AUDataset):
    """The manually annotated part of EmotioNet.

    ::

        data/emotionet
        ├── EmotioNet_FACS.csv
        ├── images
        │   └── N_0000000001
        │       └── N_0000000001_00003.jpg
        └── splits
            ├── train.txt       N_0000000001/N_0000000001_00003.jpg
            ├── unlabeled.txt
            └── test.txt

    A line of the annotation file, the columns being URL, original URL and 60 AUs::

        'http://host/N_0000000001/N_0000000001_00003.jpg','http://origin/a.jpg',0,0,999, ...

    999 is unknown. An image is named by the last two parts of its URL; it may lie in its folder or
    directly under ``data_prefix``.

    Args:
        ann_file (str): Defaults to 'EmotioNet_FACS.csv'.
        data_prefix (str | dict): Defaults to 'images'.
        **kwargs: Those of :class:`AUDataset`. ``classes`` defaults to the paper's 12 AUs.
    """

    METAINFO = dict(classes=EMOTIONET_AUS)
    UNKNOWN_TEXTS = ('', '999')

    def __init__(self,
                 ann_file: str = 'EmotioNet_FACS.csv',
                 data_prefix: str = 'images',
                 **kwargs) -> None:
        super().__init__(ann_file=ann_file, data_prefix=data_prefix, **kwargs)

    def load_annotations(self) -> Dict[str, np.ndarray]:
        """Read the delivered CSV file.

        Returns:
            dict[str, np.ndarray]: ``folder/image`` to label codes ``(C,)``.
        """
        columns, records = read_table(self.ann_file, _column_name)
        check_label_names(self.ann_file, self.CLASSES, columns)
        check_label_names(self.ann_file, ['URL'], columns)
        annotations = {}
        for line, record in records:
            parts = record['URL'].strip("' ").split('/')
            if len(parts) < 2:
                raise ValueError(f"{self.ann_file}, line {line}: URL {record['URL']!r} does not "
                                 'end with folder/image')
            image = '/'.join(parts[-2:])
            if image in annotations:
                raise ValueError(f'{self.ann_file}, line {line}: image {image} is annotated twice; '
                                 'keep one line')
            annotations[image] = parse_labels(self.ann_file, line, record, self.CLASSES,
                                              self.UNKNOWN_TEXTS)
        return annotations

    def image_path(self, image: str) -> str:
        """Path of ``folder/image``, in its folder or flat."""
        nested = super().image_path(image)
        flat = osp.join(self.img_prefix, osp.basename(image))
        return flat if not osp.exists(nested) and osp.exists(flat) else nested
