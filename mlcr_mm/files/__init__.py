"""Files as they come: decoded to a right image, or refused in one way."""
from .image_decoder import (
    MAX_PIXELS,
    BrokenImageError,
    DecodedImage,
    decode,
    decode_image,
    read_file,
)
from .printable import printable

__all__ = ['MAX_PIXELS', 'BrokenImageError', 'DecodedImage', 'decode', 'decode_image',
           'printable', 'read_file']
