"""Aligning raw images while training, from a landmark file."""
import os.path as osp
from typing import List, Optional, Sequence, Tuple

from mmcv.transforms import BaseTransform

from mlcr_mm.alignment import (
    DEFAULT_SIZE,
    AlignmentError,
    align_face,
    check_landmarks,
    fit_similarity,
    read_landmarks,
    template_points,
)
from mlcr_mm.alignment.plausibility import MAX_ROLL
from mlcr_mm.files import BrokenImageError
from mlcr_mm.registry import TRANSFORMS


@TRANSFORMS.register_module()
class AlignFace(BaseTransform):
    """Crop the face so that its landmarks lie on the template.

    The crop is that of ``tools/align_faces.py``, but for the JPEG compression of its output: a
    config takes either its crops, or raw images with this transform after the loading::

        pipeline = [
            dict(type='LoadImageFromFile'),
            dict(type='AlignFace', landmarks='data/bp4d/landmarks.csv', root='data/bp4d'),
            dict(type='OneWarpAugment', size=224, random_crop=True, flip_prob=0.5),
            dict(type='PackInputs'),
        ]

    A ``OneWarpAugment`` that comes directly after it takes over the warp (see
    :func:`~mlcr_mm.datasets.transforms.join_steps.join_steps`), so that pixels are sampled once.

    Required keys: ``img``, ``img_path``. Modified keys: ``img`` (``(size, size, 3)``),
    ``img_shape``; or ``alignment`` alone: matrix ``(2, 3)`` and ``size``.

    Args:
        landmarks (str): Landmark file, see :func:`mlcr_mm.alignment.read_landmarks`. It is read
            once, however many pipelines name it.
        root (str): Folder that the image names in it are relative to. Defaults to ''.
        size (int): Side of the crop in pixels. Defaults to 240.
        max_roll (float): Degrees that a face may be turned before its landmarks count as wrong.
            Landmarks are those of the loaded pixels, which EXIF has turned. If yours were measured
            on the stored pixels, load with ``color_type='color_ignore_orientation'`` and take 180
            here. Defaults to 60.

    Raises:
        FileNotFoundError: If the landmark file does not exist.
        ValueError: If a line of it cannot be read.
    """

    def __init__(self, landmarks: str, root: str = '', size: int = DEFAULT_SIZE,
                 max_roll: float = MAX_ROLL) -> None:
        self.landmarks = landmarks
        self.root = root
        self.size = size
        self.max_roll = max_roll
        self.table = read_landmarks(landmarks)
        self.leaves_warp = False

    def _name(self, img_path: str) -> str:
        return osp.relpath(img_path, self.root or '.').replace(osp.sep, '/')

    def missing(self, img_paths: Sequence[str]) -> List[str]:
        """Images without landmarks.

        Args:
            img_paths (Sequence[str]): Paths as the dataset gives them.

        Returns:
            list[str]: Those that the landmark file does not name.
        """
        return [path for path in img_paths if self._name(path) not in self.table]

    def find_fault(self, img_path: str, image_size: Optional[Tuple[int, ...]] = None) -> str:
        """Say why the landmarks of an image cannot be right.

        Args:
            img_path (str): Path as the dataset gives it.
            image_size (tuple[int, ...], optional): Height and width in pixels; more is passed over.
                Defaults to None: unknown.

        Returns:
            str: The reason; '' if they can be right.

        Raises:
            KeyError: If the landmark file has no line for the image.
        """
        try:
            check_landmarks(self.table[self._name(img_path)], image_size, self.max_roll)
        except AlignmentError as error:
            return error.detail
        return ''

    def transform(self, results: dict) -> dict:
        """Align the image of one sample.

        Args:
            results (dict): See the class.

        Returns:
            dict: The same, changed.

        Raises:
            BrokenImageError: If the landmarks cannot be right.
            KeyError: If the landmark file has no line for the image.
        """
        fault = self.find_fault(results['img_path'], results['img'].shape)
        if fault:
            raise BrokenImageError(results['img_path'], f'its landmarks in {self.landmarks} are '
                                   f'wrong: {fault}')
        points = self.table[self._name(results['img_path'])]
        if self.leaves_warp:
            matrix = fit_similarity(points, template_points(self.size))
            results['alignment'] = (matrix, self.size)
            return results
        results['img'] = align_face(results['img'], points, self.size)
        results['img_shape'] = results['img'].shape[:2]
        return results

    def __repr__(self) -> str:
        return (f'{type(self).__name__}(landmarks={self.landmarks!r}, root={self.root!r}, '
                f'size={self.size}, max_roll={self.max_roll})')
