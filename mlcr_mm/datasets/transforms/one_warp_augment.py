"""Random geometry, colour and erasing with one resampling of the source pixels."""
import math
from typing import List, Optional, Tuple

import numpy as np
from mmcv.transforms import BaseTransform
from torch import Tensor

from mlcr_mm.augmentation import ViewParameters
from mlcr_mm.registry import TRANSFORMS
from mlcr_mm.whole_numbers import is_whole_number

from .device_source import MOST_SHRINKING, from_square, pack_for_device, square_source
from .draw_view import draw_view
from .random_boxes import crop_box
from .render_view import render_view
from .warp_source import WarpSource, aligned_source, plain_source

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

    With ``device_source`` it only draws what is to be done, and ``ViewDataPreprocessor`` does it on
    the device of the networks, for a batch at once.

    Modified keys: ``img`` (``(size, size, 3)`` uint8, or a list of ``num_views``; or a pair: uint8
    ``(3, device_source, device_source)`` and the numbers of the views), ``img_shape``.

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
        device_source (int, optional): Side of the square to which the image is brought for the way
            to the device. The views are sampled from it without smoothing, so that it is at most
            1.3 times as large as the resized image. Defaults to None: views are made here.

    Raises:
        ValueError: If settings contradict each other or are no ranges.
    """

    def __init__(self, size: Optional[int] = None, resize: Optional[int] = None,
                 keep_ratio: bool = False, random_crop: bool = False,
                 crop_area: Optional[Range] = None, degrees: float = 0., scale: Range = (1., 1.),
                 shift: float = 0., flip_prob: float = 0., brightness: float = 0.,
                 contrast: float = 0., saturation: float = 0., erase_prob: float = 0.,
                 erase_area: Range = (0.02, 0.15), erase_noise: bool = False,
                 num_views: Optional[int] = None, device_source: Optional[int] = None) -> None:
        _check_sides(size=size, resize=resize, num_views=num_views, device_source=device_source)
        _check_ranges(1, flip_prob=flip_prob, erase_prob=erase_prob)
        _check_ranges(math.inf, degrees=degrees, shift=shift, brightness=brightness,
                      contrast=contrast, saturation=saturation)
        if not 0 < scale[0] <= scale[1]:
            raise ValueError(f'OneWarpAugment: scale={scale} is no range of positive numbers')
        if not 0 < erase_area[0] <= erase_area[1] < 1:
            raise ValueError(f'OneWarpAugment: erase_area={erase_area} is no range in (0, 1)')
        if crop_area and not 0 < crop_area[0] <= crop_area[1] <= 1:
            raise ValueError(f'OneWarpAugment: crop_area={crop_area} is no range in (0, 1]')
        if crop_area and (resize or random_crop or not size):
            raise ValueError('OneWarpAugment: crop_area takes size, no resize and no random_crop')
        most = MOST_SHRINKING * (size if crop_area else resize or math.inf)
        if device_source and not (size and 1 < device_source <= most):
            upper = f', {most:.0f} at most' if most < math.inf else ''
            raise ValueError(f'OneWarpAugment: device_source={device_source} needs a size, '
                             f'size={size}, and must be 2 at least{upper}')
        self.size, self.resize, self.keep_ratio = size, resize, keep_ratio
        self.random_crop, self.crop_area = random_crop, crop_area
        self.degrees, self.scale, self.shift, self.flip_prob = degrees, scale, shift, flip_prob
        self.jitter = (brightness, contrast, saturation)
        self.erase_prob, self.erase_area, self.erase_noise = erase_prob, erase_area, erase_noise
        self.num_views, self.device_source = num_views, device_source

    @property
    def least_side(self) -> Optional[int]:
        """int, optional: Images are enlarged whose shorter side is less; None: never resized."""
        if self.device_source and (self.crop_area or self.resize):
            return self.device_source
        if self.crop_area:
            return math.ceil(self.size / math.sqrt(self.crop_area[0] * _RATIOS[0]))
        return self.resize

    def transform(self, results: dict) -> dict:
        """Augment the image of one sample; ValueError if it is smaller than the crop."""
        image, alignment = results['img'], results.pop('alignment', None)
        self._check_size(image, alignment, results.get('img_path', ''))
        if self.device_source:
            results['img'], shape = self._for_device(image), (self.size, self.size)
        else:
            views = self._views(image, alignment)
            results['img'] = views if self.num_views else views[0]
            shape = views[0].shape[:2]
        results['img_shape'] = shape
        return results

    def _views(self, image: np.ndarray, alignment: Optional[tuple]) -> List[np.ndarray]:
        numbers = range(self.num_views or 1)
        if self.crop_area:
            return [self._view(self._box(image)) for _ in numbers]
        source = self._source(image, alignment)
        return [self._view(source) for _ in numbers]

    def _for_device(self, image: np.ndarray) -> List[Tensor]:
        views = [self._view_of_square(*image.shape[1::-1]) for _ in range(self.num_views or 1)]
        square = square_source(image, self.device_source)
        return pack_for_device(square, views, self.erase_noise, self.num_views is not None)

    def _resized(self, width: int, height: int) -> Tuple[int, int]:
        sides = (width, height)
        if self.resize:
            shorter = min(sides)
            sides = tuple(max(round(side * self.resize / shorter), 1) if self.keep_ratio else
                          self.resize for side in sides)
        return sides

    def _check_size(self, image: np.ndarray, alignment: Optional[tuple], path: str) -> None:
        if self.crop_area:  # a box of any image is brought to the size
            return
        sides = self._resized(*(image.shape[1::-1] if alignment is None else alignment[1:] * 2))
        if min(sides) < (self.size or 0):
            raise ValueError(f'OneWarpAugment: the image {path} of {sides[0]} x {sides[1]} px is '
                             f'smaller than size={self.size}; set resize, or take the image out')

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
        return render_view(source, draw_view(self, source.factors, source.sides), self.erase_noise)

    def _view_of_square(self, width: int, height: int) -> ViewParameters:
        box, sides = (0, 0, width, height), (self.size, self.size)
        if self.crop_area:
            box = crop_box(width, height, self.crop_area, _RATIOS)
        else:
            sides = self._resized(width, height)
        view = draw_view(self, (sides[0] / box[2], sides[1] / box[3]), sides)
        return view._replace(matrix=from_square(view.matrix, box[:2], width, height,
                                                self.device_source))

    def __repr__(self) -> str:
        settings = ', '.join(f'{key}={value!r}' for key, value in vars(self).items())
        return f'{type(self).__name__}({settings})'


def _check_sides(**numbers: Optional[int]) -> None:
    for name, number in numbers.items():
        if number is not None and not is_whole_number(number):
            raise ValueError(f'OneWarpAugment: {name} must be a whole number >= 1 or None, got '
                             f'{number!r}')


def _check_ranges(most: float, **numbers: float) -> None:
    for name, number in numbers.items():
        if not 0 <= number <= most:
            raise ValueError(f'OneWarpAugment: {name} must lie in [0, {most}], got {number}')
