"""Images without labels."""
import os.path as osp
from typing import Optional, Sequence, Tuple, Union

import numpy as np

from mlcr_mm.labels import unknown_labels
from mlcr_mm.registry import DATASETS

from .face_dataset import FaceDataset
from .records.image_index import load_image_index
from .records.packed_samples import Packed


@DATASETS.register_module()
class UnlabeledFaces(FaceDataset):
    """A folder tree or a list of images; every label is unknown.

    Made for millions of images: what was found is kept in an index file (see
    :mod:`mlcr_mm.datasets.records.image_index`) and mapped into memory, so that the next start is
    quick and loader workers share it. The index is built anew when a folder or the list has
    changed.

    Args:
        data_prefix (str | dict): Folder of the images, relative to ``data_root``; searched with all
            its sub-folders unless ``image_list`` is given.
        image_list (str, optional): File with one image per line. Defaults to None.
        data_root (str): Defaults to ''.
        classes (str | Sequence[str]): The labels to predict: those of the labelled dataset that
            it is trained with. The name of a dataset class, e.g. 'BP4D', stands for its labels.
            Defaults to 'EmotioNet'.
        index_file (str, optional): Where the index is kept, relative to ``data_root`` and outside
            the folder of the images. Defaults to None: from 50,000 images on, a file in
            ``~/.cache/mlcr_mm``.
        max_missing_share (float): Share of the images of the list that may be missing; they are
            left out with a warning. Defaults to 0.
        **kwargs: Those of :class:`FaceDataset` and :class:`mmpretrain.datasets.BaseDataset` but
            ``ann_file``: ``pipeline``, ``max_broken_share`` and so on.

    Raises:
        FileNotFoundError: If the folder, the list or an image does not exist.
        ValueError: If there is no image.
    """

    def __init__(self,
                 data_prefix: Union[str, dict] = '',
                 image_list: Optional[str] = None,
                 data_root: str = '',
                 classes: Union[str, Sequence[str]] = 'EmotioNet',
                 index_file: Optional[str] = None,
                 max_missing_share: float = 0.,
                 **kwargs) -> None:
        if isinstance(classes, str) and classes.isidentifier():
            classes = _labels_of(classes)
        self.image_list = image_list and osp.join(data_root, image_list)
        self.index_file = index_file and osp.join(data_root, index_file)
        self.max_missing_share = max_missing_share
        super().__init__(
            ann_file='', data_root=data_root, data_prefix=data_prefix, classes=classes, **kwargs)

    @property
    def _num_packed_labels(self) -> int:
        return 0

    def load_packed(self) -> Packed:
        """Find the images.

        Returns:
            tuple[np.ndarray, np.ndarray]: Names as :func:`pack_samples` gives them.
        """
        return load_image_index(self.img_prefix, self.image_list, self.index_file,
                                self.max_missing_share)

    def get_data_info(self, idx: int) -> dict:
        """``img_path``, ``gt_score`` (all unknown) and ``sample_idx`` of one image."""
        info = super().get_data_info(idx)
        info['gt_score'] = unknown_labels(len(self.CLASSES))
        return info

    def get_gt_scores(self) -> np.ndarray:
        """No labels: float32 ``(0, C)``."""
        return np.empty((0, len(self.CLASSES)), dtype=np.float32)


def _labels_of(dataset: str) -> Tuple[str, ...]:
    labels = getattr(DATASETS.get(dataset), 'METAINFO', {}).get('classes')
    if labels is None:
        raise ValueError(f'UnlabeledFaces: classes={dataset!r} is no dataset with labels of its own'
                         '; name the labels')
    return labels
