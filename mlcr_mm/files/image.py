"""Reading images so that damage is noticed, and writing them so that none arises."""
import io
import os.path as osp
from typing import Optional

import cv2
import numpy as np

from .atomic import write_bytes
from .image_damage import find_damage

IMAGE_SUFFIXES = ('.jpg', '.jpeg', '.png', '.bmp', '.webp')


def decode_image(data: bytes) -> np.ndarray:
    """Decode an image file as mmcv's ``LoadImageFromFile`` does, and refuse a truncated one.

    Args:
        data (bytes): The content of the file.

    Returns:
        np.ndarray: BGR, uint8 ``(H, W, 3)``.

    Raises:
        ValueError: If it is empty, no image, or truncated.
    """
    damage = find_damage(io.BytesIO(data))
    if damage:
        raise ValueError(damage)
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError('the file cannot be decoded as an image')
    return image


def read_image(path: str) -> np.ndarray:
    """Read an image file, see :func:`decode_image`.

    Raises:
        OSError: If the file cannot be read.
        ValueError: If it holds no whole image.
    """
    with open(path, 'rb') as file:
        return decode_image(file.read())


def write_image(path: str, image: np.ndarray, quality: Optional[int] = None) -> None:
    """Write an image whole or not at all, also if the process is killed meanwhile.

    Args:
        path (str): The file; its suffix says the format. Its folder is made if need be.
        image (np.ndarray): BGR, uint8 ``(H, W, 3)``.
        quality (int, optional): Of a JPEG, 0 to 100; the default is OpenCV's.

    Raises:
        OSError: If the file cannot be written.
    """
    suffix = osp.splitext(path)[1].lower()
    options = []
    if quality is not None and suffix in ('.jpg', '.jpeg'):
        options = [cv2.IMWRITE_JPEG_QUALITY, quality]
    _, data = cv2.imencode(suffix, image, options)
    # A crop that a power failure cut is noticed when it is read: no need to wait for the disk.
    write_bytes(path, data.tobytes(), durable=False)
