"""Loading the image of a sample, or saying why that cannot be done."""
from typing import Callable, Optional

import mmengine.fileio as fileio
import numpy as np
from mmcv.transforms import LoadImageFromFile

from mlcr_mm.files import BrokenImageError, read_file

from .image_cache import Decoding

__all__ = ['BrokenImageError', 'load_image', 'ours', 'put_image']

#: What ``color_type`` may be for a decoding that is ours, and whether EXIF is applied then.
ORIENTED = {'color': True, 'color_ignore_orientation': False}


def ours(loader: Callable[[dict], Optional[dict]],
         least_side: Optional[int] = None) -> Optional[Decoding]:
    """How a loader decodes, where :func:`load_image` does it in its place.

    Args:
        loader (callable): See :func:`load_image`.
        least_side (int, optional): Likewise. Defaults to None.

    Returns:
        Decoding | None: None for a loader that decodes by itself.
    """
    is_ours = (type(loader) is LoadImageFromFile and loader.color_type in ORIENTED and
               loader.imdecode_backend == 'cv2' and loader.file_client_args is None)
    return Decoding(ORIENTED[loader.color_type], least_side) if is_ours else None


def load_image(loader: Callable[[dict], Optional[dict]], sample: dict,
               least_side: Optional[int] = None) -> dict:
    """Load the image of a sample.

    A loader with mmcv's defaults, or with ``color_type='color_ignore_orientation'`` for the stored
    pixels, decodes by :mod:`mlcr_mm.files.image_decoder`. One that asks for another backend, or for
    grey images, decodes by itself; the file is checked all the same.

    Args:
        loader (callable): :class:`mmcv.transforms.LoadImageFromFile`.
        sample (dict): With ``img_path``.
        least_side (int, optional): See :func:`mlcr_mm.files.decode`. Only where the decoding is
            ours. Defaults to None.

    Returns:
        dict: The sample with its image.

    Raises:
        BrokenImageError: Naming the file.
    """
    path = sample['img_path']
    try:
        return _load(loader, sample, path, least_side)
    except BrokenImageError:
        raise
    except Exception as error:  # storage and decoders fail in ways that no list of types covers
        damage = ' '.join(str(error).split()) or type(error).__name__
        raise BrokenImageError(path, damage) from error


def _load(loader: Callable[[dict], Optional[dict]], sample: dict, path: str,
          least_side: Optional[int]) -> dict:
    decoding = ours(loader, least_side)
    is_local = '://' not in path
    if decoding is None and not is_local:
        return _not_none(loader(sample), path)
    if is_local and getattr(loader, 'backend_args', None) is None:
        data = read_file(path)
    else:
        data = fileio.get(path, backend_args=loader.backend_args)
    oriented = ORIENTED.get(getattr(loader, 'color_type', 'color'), True)
    image = (decoding or Decoding(oriented)).decode(data, path)
    if decoding is None:
        return _not_none(loader(sample), path)
    return put_image(loader, sample, image)


def put_image(loader: LoadImageFromFile, sample: dict, image: np.ndarray) -> dict:
    """Complete a sample as the loader does.

    Args:
        loader (LoadImageFromFile): One of :func:`ours`.
        sample (dict): Is changed.
        image (np.ndarray): uint8 ``(H, W, 3)``.
    """
    sample['img'] = image.astype(np.float32) if loader.to_float32 else image
    sample['img_shape'] = sample['ori_shape'] = image.shape[:2]
    return sample


def _not_none(sample: Optional[dict], path: str) -> dict:
    if sample is None:  # the loader was told to ignore what it cannot read
        raise BrokenImageError(path, 'it cannot be decoded')
    return sample
