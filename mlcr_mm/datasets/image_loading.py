"""Loading the image of a sample, or saying why that cannot be done."""
import os.path as osp
from typing import Callable, Optional

import cv2

from mlcr_mm.files import find_damage


class BrokenImageError(OSError):
    """An image file that is missing, cut short or cannot be decoded."""


def load_image(loader: Callable[[dict], Optional[dict]], sample: dict) -> dict:
    """Load the image of a sample, or say why that cannot be done.

    Args:
        loader (callable): :class:`mmcv.transforms.LoadImageFromFile`.
        sample (dict): With ``img_path``.

    Returns:
        dict: The sample with its image.

    Raises:
        BrokenImageError: Naming the file.
    """
    path = sample['img_path']
    try:
        damage = _damage_on_disk(path) if '://' not in path else None
        loaded = None if damage else loader(sample)
    except (OSError, AssertionError, ValueError, cv2.error) as error:
        damage = getattr(error, 'strerror', None) or str(error).strip() or type(error).__name__
    else:
        if loaded is not None:
            return loaded
        damage = damage or 'it cannot be decoded'
    raise BrokenImageError(f'image {osp.abspath(path)} is broken: {damage}. Fetch it again, or '
                           'take its line out')


def _damage_on_disk(path: str) -> Optional[str]:
    with open(path, 'rb') as file:
        return find_damage(file)
