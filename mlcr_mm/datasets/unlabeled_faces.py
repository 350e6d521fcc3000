"""Images without labels."""
import os
import os.path as osp
from typing import List, Sequence, Union

import numpy as np

from mlcr_mm.image_io import IMAGE_SUFFIXES
from mlcr_mm.labels import EMOTIONET_AUS, unknown_labels
from mlcr_mm.registry import DATASETS

from .au_dataset import AUDataset
from .image_list import check_images_exist, read_image_list


@DATASETS.register_module()
class UnlabeledFaces(AUDataset):
    """A folder tree or a list of images; every label is unknown.

    Args:
        data_prefix (str | dict): Folder of the images, relative to ``data_root``; searched with all
            its sub-folders unless ``image_list`` is given.
        image_list (str, optional): File with one image per line. Defaults to None.
        classes (str | Sequence[str]): The labels to predict: those of the labelled dataset that
            it is trained with. Defaults to the 12 AUs of EmotioNet.
        **kwargs: Those of :class:`AUDataset` but ``ann_file``.

    Raises:
        FileNotFoundError: If the folder, the list or an image does not exist.
        ValueError: If there is no image.
    """

    def __init__(self, classes: Union[str, Sequence[str]] = EMOTIONET_AUS, **kwargs) -> None:
        super().__init__(classes=classes, **kwargs)

    def load_data_list(self) -> List[dict]:
        """Find the images; called by the base class.

        Returns:
            list[dict]: ``img_path`` and ``gt_score`` (all unknown) of every image.
        """
        if self.image_list:
            images = read_image_list(self.image_list)
            paths = [self.image_path(image) for image in images]
            check_images_exist(paths, self.image_list)
        else:
            paths = self._find_images()
        labels = unknown_labels(len(self.CLASSES))
        return [dict(img_path=path, gt_score=labels) for path in paths]

    def _find_images(self) -> List[str]:
        folder = self.img_prefix
        if not osp.isdir(folder):
            raise FileNotFoundError(f'folder of unlabelled images {folder} does not exist; check '
                                    'data_prefix and data_root in the config')
        paths = [
            osp.join(parent, name) for parent, _, names in os.walk(folder) for name in names
            if name.lower().endswith(IMAGE_SUFFIXES)
        ]
        if not paths:
            raise ValueError(f'folder of unlabelled images {folder} has no image; its files must '
                             f'end in one of {IMAGE_SUFFIXES}')
        return sorted(paths)  # os.walk's order differs between file systems

    def get_gt_scores(self) -> np.ndarray:
        """No labels: float32 ``(0, C)``."""
        return np.empty((0, len(self.CLASSES)), dtype=np.float32)
