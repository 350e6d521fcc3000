"""Files: written whole or not at all, read so that damage is noticed and nothing in them runs."""
from .atomic import replacing, write_bytes, write_link, write_text
from .image import IMAGE_SUFFIXES, decode_image, read_image, write_image
from .image_damage import find_damage
from .literal_config import read_literal_config
from .safe_checkpoint import load_checkpoint_safely
from .verified_download import fetch_verified

__all__ = [
    'IMAGE_SUFFIXES', 'decode_image', 'fetch_verified', 'find_damage', 'load_checkpoint_safely',
    'read_image', 'read_literal_config', 'replacing', 'write_bytes', 'write_image', 'write_link',
    'write_text'
]
