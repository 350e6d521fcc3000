"""Image files that are damaged."""
import os
import os.path as osp
from typing import Callable, Optional

import cv2
from PIL import Image

_TAIL = 4096
_JPEG, _JPEG_END = b'\xff\xd8', b'\xff\xd9'
_PNG, _PNG_END = b'\x89PNG', b'IEND\xaeB`\x82'


class BrokenImageError(OSError):
    """An image file that is missing, cut short or cannot be decoded."""


def find_damage(path: str) -> Optional[str]:
    """Say what is wrong with an image file, without decoding it.

    Some versions of OpenCV decode a JPEG file that was cut short and fill the rest with grey. So
    the end mark is looked for in the last bytes; only a file without one is decoded, strictly, to
    be sure.

    Args:
        path (str): The file.

    Returns:
        str, optional: The damage; None where there is none to be seen.
    """
    try:
        with open(path, 'rb') as file:
            head = file.read(12)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
    except OSError as error:
        return error.strerror or str(error)
    if not size:
        return 'the file is empty'
    if head.startswith(_JPEG):
        complete = _JPEG_END in tail
    elif head.startswith(_PNG):
        complete = _PNG_END in tail
    elif head.startswith(b'RIFF'):  # WebP: the header says how long the file is
        complete = int.from_bytes(head[4:8], 'little') + 8 <= size
    else:
        return None  # the decoder will say
    return None if complete else _decode_strictly(path)


def _decode_strictly(path: str) -> Optional[str]:
    try:
        with Image.open(path) as image:
            image.load()
    except (OSError, SyntaxError, ValueError) as error:
        return f'the file is cut short ({error})'
    return None


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
    damage = find_damage(path) if '://' not in path else None
    if damage is None:
        try:
            loaded = loader(sample)
        except (OSError, AssertionError, ValueError, cv2.error) as error:
            damage = str(error).strip() or type(error).__name__
        else:
            if loaded is not None:
                return loaded
            damage = 'it cannot be decoded'
    raise BrokenImageError(f'image {osp.abspath(path)} is broken: {damage}. Fetch it again, or '
                           'take its line out')
