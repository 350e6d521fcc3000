"""Files that are there whole: written completely or not at all, and noticed where they are cut."""
from .atomic import replacing, write_bytes, write_link, write_text
from .image import IMAGE_SUFFIXES, decode_image, read_image, write_image
from .image_damage import find_damage

__all__ = [
    'IMAGE_SUFFIXES', 'decode_image', 'find_damage', 'read_image', 'replacing', 'write_bytes',
    'write_image', 'write_link', 'write_text'
]
