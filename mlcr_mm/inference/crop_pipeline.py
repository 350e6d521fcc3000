"""What becomes of a crop before the networks see it: the test pipeline of the config."""
import os.path as osp
from typing import Any, Dict, Optional, Sequence, Tuple

import cv2
import numpy as np
from mmengine.config import Config
from mmengine.dataset import Compose
from mmengine.registry import DefaultScope

from mlcr_mm.alignment import DEFAULT_SIZE, read_alignment
from mlcr_mm.datasets.image_loading import ORIENTED
from mlcr_mm.datasets.parts.test_part import drawn_size, test_dataset, test_datasets
from mlcr_mm.datasets.transforms import least_side
from mlcr_mm.registry import TRANSFORMS

# What brings the image, and what makes a crop of it: here that is done already.
_LOAD, _ALIGN = 'LoadImageFromFile', 'AlignFace'
_BEFORE = (_LOAD, _ALIGN)


class CropPipeline:
    """The test pipeline of a config after the loading step.

    Args:
        config (Config): With ``test_dataloader``.
        shape (tuple, optional): ``(3, H, W)`` of what the networks take. Defaults to None: any.

    Attributes:
        least_side (int, optional): The shorter side to which a JPEG with a crop may be decoded, as
            the test decodes it.
        oriented (bool): Whether the test applies the EXIF orientation of what it loads.
        aligns (bool): Whether the test aligns what it loads, so that its images are photos.

    Raises:
        ValueError: If the config has no test pipeline, or several, or one whose images are loaded
            otherwise than blue, green, red.
    """

    def __init__(self, config: Config, shape: Optional[Tuple[int, ...]] = None) -> None:
        self.shape = shape
        dataset = test_dataset(config)
        transforms = dataset['pipeline']
        with DefaultScope.overwrite_default_scope('mmpretrain'):
            self.compose = Compose([
                TRANSFORMS.build(transform) for transform in transforms
                if _name(transform) not in _BEFORE
            ])
        steps = self.compose.transforms
        self.aligns = any(_name(transform) == _ALIGN for transform in transforms)
        self.oriented = _is_oriented(transforms)
        is_loaded_before = len(transforms) > 1 and _name(transforms[0]) == _LOAD and (
            _name(transforms[1]) not in _BEFORE)
        # Drawn faces need no resizing, so their pipeline has none; crops of photographs do.
        self.drawn_size = drawn_size(dataset)
        self.least_side = least_side(steps[0]) if is_loaded_before else None

    def __call__(self, crop: np.ndarray, name: str = '') -> Dict[str, Any]:
        """Prepare a crop.

        Args:
            crop (np.ndarray): BGR, uint8 ``(H, W, 3)``; of a model of drawn faces in any size.
            name (str): What it shows, for the data sample. Defaults to ''.

        Returns:
            dict: ``inputs`` (Tensor ``(3, H', W')``) and ``data_samples``.

        Raises:
            ValueError: If the networks take another size.
        """
        if self.drawn_size and crop.shape[:2] != (self.drawn_size, self.drawn_size):
            shrinks = min(crop.shape[:2]) > self.drawn_size
            crop = cv2.resize(crop, (self.drawn_size, self.drawn_size),
                              interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
        prepared = self.compose(dict(img=crop, img_path=name, img_shape=crop.shape[:2],
                                     ori_shape=crop.shape[:2]))
        shape = tuple(prepared['inputs'].shape)
        if self.shape and shape != self.shape:
            raise ValueError(f'a crop of {crop.shape[1]} x {crop.shape[0]} px gives '
                             f'{shape[2]} x {shape[1]} px, the exported model takes '
                             f'{self.shape[2]} x {self.shape[1]}: align with tools/align_faces.py '
                             '--size, or leave --detector none out')
        return prepared


def _is_oriented(transforms: Sequence[Dict[str, Any]]) -> bool:
    """Whether the step that loads an image applies EXIF; True where there is none.

    Raises:
        ValueError: If it loads what this package cannot read as it does.
    """
    for transform in transforms:
        color_type = transform.get('color_type', 'color') if _name(transform) == _LOAD else 'color'
        if color_type not in ORIENTED:
            raise ValueError(f'the model was tested on images loaded with color_type={color_type!r}'
                             f'; images are read for it with one of {list(ORIENTED)} alone')
        if not ORIENTED[color_type]:
            return False
    return True


def crop_size(config: Config, record: Optional[Dict[str, Any]]) -> int:
    """Side of the aligned crops that a model was tested on, in pixels.

    Args:
        config (Config): With ``test_dataloader``.
        record (dict, optional): The training's alignment record.

    Returns:
        int: As the record, ``AlignFace`` or the dataset says; else 240.
    """
    dataset = test_dataset(config)
    for transform in dataset['pipeline']:
        if _name(transform) == _ALIGN:
            return transform.get('size', DEFAULT_SIZE)
    if record:
        return record.get('size', DEFAULT_SIZE)
    return drawn_size(dataset) or DEFAULT_SIZE


def training_alignment(config: Config, content: Dict[str, Any]) -> Optional[Dict[str, Any]]:
    """How the crops were aligned that a model was trained on, if anybody knows.

    Args:
        config (Config): With ``test_dataloader``.
        content (dict): The checkpoint; ``meta`` may hold it as ``alignment``.

    Returns:
        dict | None: The record, from the checkpoint, or else from the folder of the test images
        where that is on this machine; of several folders the first that says it.
    """
    record = content.get('meta', {}).get('alignment')
    if record:
        return record
    records = map(_alignment_of_folder, test_datasets(config))
    return next(filter(None, records), None)


def _alignment_of_folder(dataset: Dict[str, Any]) -> Optional[Dict[str, Any]]:
    prefix = dataset.get('data_prefix') or ''
    prefix = prefix.get('img_path', '') if isinstance(prefix, dict) else prefix
    folder = osp.join(dataset.get('data_root') or '', prefix)
    return read_alignment(folder) if folder and osp.isdir(folder) else None


def _name(node: dict) -> str:
    return node['type'].rsplit('.', 1)[-1]
