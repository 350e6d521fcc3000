"""The file of a cache: the pixels of all images, then where each begins and how large it is.

The last eight bytes say where the pixels end. Three arrays follow the pixels: the key, int64
``(N,)`` starts, and int32 ``(N, 2)`` heights and widths; an image that could not be decoded has
height 0. Pages of a mapped file are shared by all processes of a machine, and the system drops them
when it needs the memory.
"""
import os
from typing import BinaryIO, Iterable, Optional, Tuple

import numpy as np

from .decoding import Decoding

_LAST = np.dtype('<i8')


class ImageCache:
    """Decoded images by their number, mapped from a file.

    Args:
        path (str): The file.
        key (str): What it must have been made from.
        decoding (Decoding): How its images were decoded.

    Raises:
        OSError, ValueError: If the file cannot be read, is damaged, or has another key.
    """

    def __init__(self, path: str, key: str, decoding: Decoding) -> None:
        self._arguments = path, key, decoding
        self.decoding = decoding
        with open(path, 'rb') as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(size - _LAST.itemsize)
            end = int(np.frombuffer(file.read(), _LAST)[0])
            file.seek(end)
            if _read_array(file).tobytes().decode() != key:
                raise ValueError('it belongs to other images')
            self._starts, self._sides = _read_array(file), _read_array(file)
            if file.tell() != size - _LAST.itemsize:
                raise ValueError('its end is missing')
            # A map of nothing is an error.
            self._pixels = np.asarray(np.memmap(file, np.uint8, 'r', shape=(end, ))) if end else (
                np.empty(0, np.uint8))

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def nbytes(self) -> int:
        """int: Size of all pixels."""
        return self._pixels.nbytes

    def __getitem__(self, index: int) -> Optional[np.ndarray]:
        """A copy of an image, uint8 ``(H, W, 3)``; None where it could not be decoded."""
        height, width = self._sides[index].tolist()
        if not height:
            return None
        start = int(self._starts[index])
        pixels = self._pixels[start:start + height * width * 3]
        return pixels.reshape(height, width, 3).copy()

    def __reduce__(self) -> Tuple:
        # For workers that are not forked: the file, not gigabytes of pixels.
        return _reopened, self._arguments


def _reopened(path: str, key: str, decoding: Decoding) -> Optional[ImageCache]:
    try:
        return ImageCache(path, key, decoding)
    except (OSError, ValueError):  # another one lies there meanwhile; files are decoded instead
        return None


def write_images(file: BinaryIO, key: str, images: Iterable[Optional[np.ndarray]]) -> None:
    """Write the file of a cache from its beginning.

    Args:
        file (BinaryIO): Open for writing, empty.
        key (str): See :class:`ImageCache`.
        images (Iterable[np.ndarray | None]): uint8 ``(H, W, 3)``, None where there is none.

    Raises:
        OSError: If the disk is full.
    """
    starts, sides, end = [], [], 0
    for image in images:
        starts.append(end)
        sides.append(image.shape[:2] if image is not None else (0, 0))
        if image is not None:
            file.write(np.ascontiguousarray(image).data)
            end += image.nbytes
    for array in (np.frombuffer(key.encode(), np.uint8), np.array(starts, np.int64),
                  np.array(sides, np.int32).reshape(-1, 2)):
        np.lib.format.write_array(file, array, allow_pickle=False)
    file.write(np.array([end], _LAST).tobytes())


def _read_array(file: BinaryIO) -> np.ndarray:
    return np.lib.format.read_array(file, allow_pickle=False)
