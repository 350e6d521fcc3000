"""Random geometry, colour and erasing with one resampling of the source pixels."""
import math
from typing import Optional, Tuple

import cv2
import numpy as np
from mmcv.transforms import BaseTransform

from mlcr_mm.registry import TRANSFORMS

from .affine_color import affine_matrix, color_matrix
from .random_boxes import crop_box, erased_box
from .warp_source import WarpSource, aligned_source, plain_source

_ERASED = 128  # the grey of mmpretrain's RandomErasing
_RATIOS = (3 / 4, 4 / 3)
Range = Tuple[float, float]


@TRANSFORMS.register_module()
class OneWarpAugment(BaseTransform):
    """Resize, rotate, scale, shift, crop and flip in one warp, then colour and erasing.

    Every view is sampled once, bilinearly, from the source pixels; what leaves the image is
    mirrored at its border. Where the resizing shrinks, the source is smoothed first, so that it
    does not alias. At zero strength (all defaults) it is a resizing and a central crop: train and
    test with the same sizes, so that both see images of one kind::

        resample = dict(type='OneWarpAugment', size=96, resize=108)
        augment = dict(resample, degrees=12, scale=(0.88, 1.12), flip_prob=0.5, num_views=2)

    Directly after ``AlignFace`` it aligns as well, in the same warp, which is then bicubic and
    takes what lies around the crop from the image, black where that ends.

    Modified keys: ``img`` (``(size, size, 3)`` uint8, or a list of ``num_views``), ``img_shape``.

    Args:
        size (int, optional): Side of the output in pixels. Defaults to None: that of the (resized)
            image.
        resize (int, optional): Side before the crop. Defaults to None: as it is.
        keep_ratio (bool): Whether ``resize`` is the shorter side and the other one keeps its
            proportion, or both sides. Defaults to False.
        random_crop (bool): Whether the crop lies anywhere, or in the middle. Defaults to False.
        crop_area (tuple[float, float], optional): In place of ``resize`` and ``random_crop``, a
            box of a share of the image in this range, its sides at a ratio of up to 4 : 3, becomes
            the output, as in ``RandomResizedCrop``. Defaults to None.
        degrees (float): The angle is uniform in +-degrees. Defaults to 0.
        scale (tuple[float, float]): Range of the zoom. Defaults to (1, 1).
        shift (float): The shift along each axis is uniform in +-this share of the resized side.
            Defaults to 0.
        flip_prob (float): Of a horizontal flip. Defaults to 0.
        brightness (float): The factor is uniform in 1 +- this, not below 0. Defaults to 0.
        contrast (float): Likewise, around the mean grey. Defaults to 0.
        saturation (float): Likewise. Defaults to 0.
        erase_prob (float): Of a grey rectangle. Defaults to 0.
        erase_area (tuple[float, float]): Range of its share of the output. Defaults to (.02, .15).
        erase_noise (bool): Whether it is filled with noise instead of grey. Defaults to False.
        num_views (int, optional): How many augmentations of the image come out, as a list.
            Defaults to None: one, and no list.

    Raises:
        ValueError: If settings contradict each other or are no ranges.
    """

    def __init__(self, size: Optional[int] = None, resize: Optional[int] = None,
                 keep_ratio: bool = False, random_crop: bool = False,
                 crop_area: Optional[Range] = None, degrees: float = 0., scale: Range = (1., 1.),
                 shift: float = 0., flip_prob: float = 0., brightness: float = 0.,
                 contrast: float = 0., saturation: float = 0., erase_prob: float = 0.,
                 erase_area: Range = (0.02, 0.15), erase_noise: bool = False,
                 num_views: Optional[int] = None) -> None:
        if not 0 < scale[0] <= scale[1]:
            raise ValueError(f'OneWarpAugment: scale={scale} is no range of positive numbers')
        if not 0 < erase_area[0] <= erase_area[1] < 1:
            raise ValueError(f'OneWarpAugment: erase_area={erase_area} is no range in (0, 1)')
        if crop_area and not 0 < crop_area[0] <= crop_area[1] <= 1:
            raise ValueError(f'OneWarpAugment: crop_area={crop_area} is no range in (0, 1]')
        if crop_area and (resize or random_crop or not size):
            raise ValueError('OneWarpAugment: crop_area takes size, no resize and no random_crop')
        self.size, self.resize, self.keep_ratio = size, resize, keep_ratio
        self.random_crop, self.crop_area = random_crop, crop_area
        self.degrees, self.scale, self.shift, self.flip_prob = degrees, scale, shift, flip_prob
        self.jitter = (brightness, contrast, saturation)
        self.erase_prob, self.erase_area, self.erase_noise = erase_prob, erase_area, erase_noise
        self.num_views = num_views

    @property
    def least_side(self) -> Optional[int]:
        """int, optional: Images are enlarged whose shorter side is less; None: never resized."""
        if self.crop_area:
            return math.ceil(self.size / math.sqrt(self.crop_area[0] * _RATIOS[0]))
        return self.resize

    def transform(self, results: dict) -> dict:
        """Augment the image of one sample; ValueError if it is smaller than the crop."""
        count = self.num_views or 1
        if self.crop_area:
            views = [self._view(self._box(results['img'])) for _ in range(count)]
        else:
            source = self._source(results['img'], results.pop('alignment', None))
            views = [self._view(source) for _ in range(count)]
        results['img'] = views if self.num_views else views[0]
        results['img_shape'] = views[0].shape[:2]
        return results

    def _resized(self, width: int, height: int) -> Tuple[int, int]:
        sides = (width, height)
        if self.resize:
            shorter = min(sides)
            sides = tuple(max(round(side * self.resize / shorter), 1) if self.keep_ratio else
                          self.resize for side in sides)
        if min(sides) < (self.size or 0):
            raise ValueError(f'OneWarpAugment: the image of {sides[0]} x {sides[1]} px is smaller '
                             f'than size={self.size}; set resize')
        return sides

    def _source(self, image: np.ndarray, alignment: Optional[tuple]) -> WarpSource:
        if alignment is None:
            return plain_source(image, self._resized(*image.shape[1::-1]))
        matrix, crop = alignment
        reach = 1 / self.scale[0] + 2 * self.shift
        return aligned_source(image, matrix, crop, self._resized(crop, crop)[0], reach)

    def _box(self, image: np.ndarray) -> WarpSource:
        left, top, width, height = crop_box(*image.shape[1::-1], self.crop_area, _RATIOS)
        return plain_source(image[top:top + height, left:left + width], (self.size, self.size))

    def _view(self, source: WarpSource) -> np.ndarray:
        uniform, sides = np.random.uniform, source.sides
        out = (self.size, self.size) if self.size else sides
        room = [side - kept for side, kept in zip(sides, out)]
        corner = ([np.random.randint(0, free + 1) for free in room] if self.random_crop else
                  [round(free / 2) for free in room])
        matrix = affine_matrix(
            source.factors, sides, uniform(-self.degrees, self.degrees), uniform(*self.scale),
            [uniform(-self.shift, self.shift) * side for side in sides], corner, out[0],
            uniform() < self.flip_prob)
        view = source.warp(matrix, out)
        if any(self.jitter):
            drawn = [uniform(max(0., 1 - value), 1 + value) for value in self.jitter]
            view = cv2.transform(view, color_matrix(view, *drawn))
        if uniform() < self.erase_prob:
            left, top, width, height = erased_box(*out, self.erase_area)
            view[top:top + height, left:left + width] = (
                np.random.randint(0, 256, (height, width, 3)) if self.erase_noise else _ERASED)
        return view

    def __repr__(self) -> str:
        settings = ', '.join(f'{key}={value!r}' for key, value in vars(self).items())
        return f'{type(self).__name__}({settings})'
