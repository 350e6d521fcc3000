"""Random geometry, colour and erasing with one resampling of the source pixels."""
from typing import Optional, Tuple

import cv2
import numpy as np
from mmcv.transforms import BaseTransform

from mlcr_mm.registry import TRANSFORMS

from .affine_color import affine_matrix, color_matrix

_ERASED = 128  # the grey of mmpretrain's RandomErasing
#: Gaussian blur before shrinking by f: sigma = BLUR * sqrt(1 / f**2 - 1) source pixels.
BLUR = 0.3


@TRANSFORMS.register_module()
class OneWarpAugment(BaseTransform):
    """Resize, rotate, scale, shift, crop and flip in one warp, then colour and erasing.

    Every view is sampled once, bilinearly, from the source pixels; what leaves the image is
    mirrored at its border. Where the resizing shrinks, the source is blurred first, so that it does
    not alias. At zero strength (all defaults) it is a resizing and a central crop, for tests.

    Modified keys: ``img`` (``(size, size, 3)`` uint8, or a list of ``num_views``), ``img_shape``.

    Args:
        size (int): Side of the output in pixels.
        resize (int, optional): Side that the image is resized to before the crop, its proportions
            not kept. Defaults to None: as it is.
        random_crop (bool): Whether the crop lies anywhere, or in the middle. Defaults to False.
        degrees (float): The angle is uniform in +-degrees. Defaults to 0.
        scale (tuple[float, float]): Range of the zoom. Defaults to (1, 1).
        shift (float): The shift along each axis is uniform in +-this share of the resized side.
            Defaults to 0.
        flip_prob (float): Of a horizontal flip. Defaults to 0.
        brightness (float): The factor is uniform in 1 +- this, not below 0. Defaults to 0.
        contrast (float): Likewise, around the mean grey. Defaults to 0.
        saturation (float): Likewise. Defaults to 0.
        erase_prob (float): Of a grey rectangle. Defaults to 0.
        erase_area (tuple[float, float]): Range of its share of the output. Defaults to
            (0.02, 0.15).
        num_views (int, optional): How many augmentations of the image come out, as a list.
            Defaults to None: one, and no list.
    """

    def __init__(self, size: int, resize: Optional[int] = None, random_crop: bool = False,
                 degrees: float = 0., scale: Tuple[float, float] = (1., 1.), shift: float = 0.,
                 flip_prob: float = 0., brightness: float = 0., contrast: float = 0.,
                 saturation: float = 0., erase_prob: float = 0.,
                 erase_area: Tuple[float, float] = (0.02, 0.15),
                 num_views: Optional[int] = None) -> None:
        if not 0 < scale[0] <= scale[1]:
            raise ValueError(f'OneWarpAugment: scale={scale} is no range of positive numbers')
        if not 0 < erase_area[0] <= erase_area[1] < 1:
            raise ValueError(f'OneWarpAugment: erase_area={erase_area} is no range in (0, 1)')
        self.size, self.resize, self.random_crop = size, resize, random_crop
        self.degrees, self.scale, self.shift, self.flip_prob = degrees, scale, shift, flip_prob
        self.jitter = (brightness, contrast, saturation)
        self.erase_prob, self.erase_area, self.num_views = erase_prob, erase_area, num_views

    def transform(self, results: dict) -> dict:
        """Augment the image of one sample; ValueError if it is smaller than the crop."""
        image = results['img']
        height, width = image.shape[:2]
        sides = (self.resize, self.resize) if self.resize else (width, height)
        if min(sides) < self.size:
            raise ValueError(f'OneWarpAugment: the image of {sides[0]} x {sides[1]} px is smaller '
                             f'than size={self.size}; set resize')
        factors = (sides[0] / width, sides[1] / height)
        image = _blur(image, factors)
        views = [self._view(image, factors, sides) for _ in range(self.num_views or 1)]
        results['img'] = views if self.num_views else views[0]
        results['img_shape'] = (self.size, self.size)
        return results

    def _view(self, image: np.ndarray, factors: Tuple[float, float],
              sides: Tuple[int, int]) -> np.ndarray:
        uniform = np.random.uniform
        room = [side - self.size for side in sides]
        corner = ([np.random.randint(0, free + 1) for free in room] if self.random_crop else
                  [round(free / 2) for free in room])
        matrix = affine_matrix(
            factors, sides, uniform(-self.degrees, self.degrees), uniform(*self.scale),
            [uniform(-self.shift, self.shift) * side for side in sides], corner, self.size,
            uniform() < self.flip_prob)
        view = cv2.warpAffine(image, matrix, (self.size, self.size), flags=cv2.INTER_LINEAR,
                              borderMode=cv2.BORDER_REFLECT_101)
        if any(self.jitter):
            drawn = [uniform(max(0., 1 - value), 1 + value) for value in self.jitter]
            view = cv2.transform(view, color_matrix(view, *drawn))
        if uniform() < self.erase_prob:
            self._erase(view)
        return view

    def _erase(self, view: np.ndarray) -> None:
        area = np.random.uniform(*self.erase_area) * self.size**2
        ratio = np.exp(np.random.uniform(np.log(3 / 10), np.log(10 / 3)))
        height, width = (min(max(round(side), 1), self.size)
                         for side in (np.sqrt(area * ratio), np.sqrt(area / ratio)))
        top = np.random.randint(0, self.size - height + 1)
        left = np.random.randint(0, self.size - width + 1)
        view[top:top + height, left:left + width] = _ERASED

    def __repr__(self) -> str:
        settings = ', '.join(f'{key}={value!r}' for key, value in vars(self).items())
        return f'{type(self).__name__}({settings})'


def _blur(image: np.ndarray, factors: Tuple[float, float]) -> np.ndarray:
    sigma_x, sigma_y = (BLUR * np.sqrt(max(1 / factor**2 - 1, 0.)) for factor in factors)
    if max(sigma_x, sigma_y) == 0:
        return image
    return cv2.GaussianBlur(image, (0, 0), max(sigma_x, 1e-3), sigmaY=max(sigma_y, 1e-3),
                            borderType=cv2.BORDER_REFLECT_101)
