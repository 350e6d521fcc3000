"""Files: written completely or not at all, read to a right image or table, or refused."""
from .atomic import replacing, write_bytes, write_link, write_text
from .image import IMAGE_SUFFIXES, can_write, read_image, write_image
from .image_decoder import (
    MAX_PIXELS,
    BrokenImageError,
    DecodedImage,
    decode,
    decode_image,
    read_file,
)
from .printable import printable

__all__ = [
    'IMAGE_SUFFIXES', 'MAX_PIXELS', 'BrokenImageError', 'DecodedImage', 'can_write', 'decode',
    'decode_image', 'printable', 'read_file', 'read_image', 'replacing', 'write_bytes',
    'write_image', 'write_link', 'write_text'
]
