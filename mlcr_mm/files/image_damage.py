"""Telling a whole image file from one that was cut short."""
import os
from typing import BinaryIO, Optional

from PIL import Image

_TAIL = 4096
_JPEG, _JPEG_END, _JPEG_SCAN = b'\xff\xd8', b'\xff\xd9', b'\xff\xda'
_PNG, _PNG_END = b'\x89PNG', b'IEND\xaeB`\x82'


def find_damage(file: BinaryIO) -> Optional[str]:
    """Say what is wrong with an image file, without decoding a whole one.

    OpenCV decodes a JPEG or PNG file that was cut short and fills the rest with grey. So the end
    mark is looked for in the last bytes; only a file without one is decoded, strictly, to be sure.

    Args:
        file (BinaryIO): The file, open for reading; it is left at any position.

    Returns:
        str, optional: The damage; None where there is none to be seen. Whether the file can be
        decoded is for the decoder to say.

    Raises:
        OSError: If the file cannot be read.
    """
    head = file.read(12)
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    if not size:
        return 'the file is empty'
    if head.startswith(_JPEG):
        # The end mark may be that of a thumbnail: then the scan of the image itself follows.
        rest = tail.rpartition(_JPEG_END)[2]
        complete = rest != tail and _JPEG_SCAN not in rest
    elif head.startswith(_PNG):
        complete = _PNG_END in tail
    elif head.startswith(b'RIFF'):  # WebP: the header says how long the file is
        complete = int.from_bytes(head[4:8], 'little') + 8 <= size
    else:
        return None
    return None if complete else _decode_strictly(file)


def _decode_strictly(file: BinaryIO) -> Optional[str]:
    file.seek(0)
    try:
        with Image.open(file) as image:
            image.load()
    except (OSError, SyntaxError, ValueError) as error:
        return f'the file is cut short ({error})'
    return None
