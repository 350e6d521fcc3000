"""One way to decode an image file: a right picture, or one kind of error.

Training, ``tools/check_dataset.py`` and ``tools/align_faces.py`` all decode here. What comes out is
8-bit BGR, whatever the file holds:

* A plain JPEG, PNG or WebP file is decoded as mmcv's ``LoadImageFromFile`` does it.
* Transparent pixels are composited on black, which is also what
  :func:`mlcr_mm.alignment.align_face` puts where an image ends.
* More than 8 bits are scaled by the range that the pixels use: the smallest of 8, 10, 12, 14 and 16
  bits that holds the largest value (cameras of 10 or 12 bits store 16). Floating-point pixels from
  0 to 1 are scaled by 1.
* Grey, palette and CMYK become BGR. Of an animation or of several pages the first is taken.
* The EXIF orientation is applied, so that the pixels are those that a viewer shows, unless
  ``oriented`` is false: the pixels are then those that are stored, which Pillow, dlib and MediaPipe
  take.
"""
import os
import os.path as osp
import stat
from typing import NamedTuple, Optional, Tuple

import cv2
import numpy as np

from .image_header import read_plain_header
from .other_image import check_whole, decode_other
from .png_chunks import check_png_chunks
from .printable import printable

#: Larger images (Pillow's limit; 540 MB as BGR) are refused before they are decoded.
MAX_PIXELS = 178_956_970
MAX_BYTES = 2**30  # of a file
_REDUCED = {8: cv2.IMREAD_REDUCED_COLOR_8, 4: cv2.IMREAD_REDUCED_COLOR_4,
            2: cv2.IMREAD_REDUCED_COLOR_2}


class BrokenImageError(OSError, ValueError):
    """An image file that is missing, cut short, or cannot be decoded to a right image.

    Args:
        path (str): The file.
        damage (str, optional): What is wrong. Defaults to None: the first argument is the whole
            message, since torch makes the error of a loader's process anew from its text.
    """

    def __init__(self, path: str, damage: Optional[str] = None) -> None:
        super().__init__(path if damage is None else f'image {printable(osp.abspath(path))} is '
                         f'broken: {printable(damage)}. Fetch it again, or leave it out')
        self.path = path
        self.damage = damage

    def __reduce__(self) -> Tuple[type, Tuple[str, Optional[str]]]:
        # Processes hand it on.
        return type(self), (self.path, self.damage)


class DecodedImage(NamedTuple):
    """An image, and what had to be done to it.

    Attributes:
        image (np.ndarray): BGR, uint8 ``(H, W, 3)``.
        remarks (tuple[str, ...]): E.g. 'transparent, composited on black'; empty for a plain file.
        size (tuple[int, int], optional): Height and width of the whole image, where a smaller one
            was decoded. Defaults to None: those of ``image``.
    """

    image: np.ndarray
    remarks: Tuple[str, ...]
    size: Optional[Tuple[int, int]] = None


def decode(data: bytes, path: str, oriented: bool = True,
           least_side: Optional[int] = None) -> DecodedImage:
    """Decode an image file.

    Args:
        data (bytes): The content of the file.
        path (str): Its name, for the error.
        oriented (bool): Whether the EXIF orientation is applied. Defaults to True.
        least_side (int, optional): A plain JPEG is decoded at a half, a quarter or an eighth of
            its size where its shorter side then still has so many pixels. Defaults to None: at its
            full size.

    Returns:
        DecodedImage: The image, and remarks.

    Raises:
        BrokenImageError: If the file is empty, no image, cut short, damaged so that a decoder says
            so, or has more than :data:`MAX_PIXELS` pixels.
    """
    if not data:
        raise BrokenImageError(path, 'the file is empty')
    try:
        check_png_chunks(data)
        header = read_plain_header(data)
        if header is None:
            return DecodedImage(*decode_other(data, MAX_PIXELS, oriented))
        if header.pixels > MAX_PIXELS:
            raise ValueError(f'the image has {header.pixels} pixels, more than {MAX_PIXELS}')
        if not header.is_whole:
            check_whole(data)
        flags = _size_flag(min(header.jpeg_size), least_side)
        flags |= 0 if oriented else cv2.IMREAD_IGNORE_ORIENTATION
        image = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
        if image is None:
            raise ValueError('the file cannot be decoded as an image')
        return DecodedImage(image, (), _full_size(image, header.jpeg_size))
    except Exception as error:  # decoders fail in ways that no list of types would cover
        damage = ' '.join(str(error).split()) or type(error).__name__
        raise BrokenImageError(path, damage) from error


def _size_flag(jpeg_side: int, least_side: Optional[int]) -> int:
    if least_side:
        for divisor, flag in _REDUCED.items():
            if jpeg_side >= divisor * least_side:
                return flag
    return cv2.IMREAD_COLOR


def _full_size(image: np.ndarray, stored: Tuple[int, int]) -> Optional[Tuple[int, int]]:
    """The size before a JPEG was decoded smaller; the flag that turns it has been followed."""
    height, width = image.shape[:2]
    if max(height, width) >= max(stored):
        return None
    is_turned = (height < width) != (stored[0] < stored[1]) and height != width
    return stored[::-1] if is_turned else stored


def decode_image(data: bytes, path: str = '', oriented: bool = True,
                 least_side: Optional[int] = None) -> np.ndarray:
    """The image of :func:`decode` alone."""
    return decode(data, path, oriented, least_side).image


def read_file(path: str) -> bytes:
    """The content of an image file.

    Raises:
        BrokenImageError: If it cannot be read, is no regular file (a named pipe would be waited for
            without end), or is larger than :data:`MAX_BYTES`.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise BrokenImageError(path, 'it is no file')
        if status.st_size > MAX_BYTES:
            raise BrokenImageError(path, f'the file has {status.st_size} bytes, more than '
                                   f'{MAX_BYTES}')
        with open(path, 'rb') as file:
            return file.read()
    except BrokenImageError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise BrokenImageError(path, getattr(error, 'strerror', None) or str(error)) from error
