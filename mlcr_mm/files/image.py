"""Reading images so that damage is noticed, and writing them so that none arises."""
import os.path as osp
from typing import Optional

import cv2
import numpy as np

from .atomic import write_bytes
from .image_decoder import decode_image, read_file

# Suffixes that are written as they are named, and how OpenCV calls the format.
_WRITTEN = {'.jpg': '.jpg', '.jpeg': '.jpg', '.jpe': '.jpg', '.jfif': '.jpg', '.png': '.png',
            '.bmp': '.bmp', '.webp': '.webp', '.tif': '.tif', '.tiff': '.tif'}


def can_write(path: str) -> bool:
    """Whether :func:`write_image` writes such files without losing colours."""
    return osp.splitext(path)[1].lower() in _WRITTEN


def read_image(path: str, oriented: bool = True) -> np.ndarray:
    """Read an image file, see :mod:`mlcr_mm.files.image_decoder`.

    Args:
        path (str): The file.
        oriented (bool): Whether the EXIF orientation is applied. Defaults to True.

    Returns:
        np.ndarray: BGR, uint8 ``(H, W, 3)``.

    Raises:
        BrokenImageError: If the file cannot be read or holds no whole image; an OSError and a
            ValueError.
    """
    return decode_image(read_file(path), path, oriented)


def write_image(path: str, image: np.ndarray, quality: Optional[int] = None) -> None:
    """Write an image whole or not at all, also if the process is killed meanwhile.

    Args:
        path (str): The file; its suffix says the format. Its folder is made if need be.
        image (np.ndarray): BGR, uint8 ``(H, W, 3)``.
        quality (int, optional): Of a JPEG, 0 to 100; the default is OpenCV's.

    Raises:
        OSError: If the file cannot be written.
        ValueError: If images are not written in the format of the suffix.
    """
    suffix = _WRITTEN.get(osp.splitext(path)[1].lower())
    if suffix is None:
        raise ValueError(f'{path}: images are written as {", ".join(_WRITTEN)}; name one of them')
    options = []
    if quality is not None and suffix == '.jpg':
        options = [cv2.IMWRITE_JPEG_QUALITY, quality]
    _, data = cv2.imencode(suffix, image, options)
    # A crop that a power failure cut is noticed when it is read: no need to wait for the disk.
    write_bytes(path, data.tobytes(), durable=False)
