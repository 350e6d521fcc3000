"""Which files are taken for images, by their names."""
import importlib.util
from collections import Counter
from typing import Tuple

#: What OpenCV or Pillow can read.
IMAGE_SUFFIXES = ('.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.bmp', '.webp', '.tif', '.tiff',
                  '.gif', '.avif', '.jp2', '.ppm', '.pgm')
#: What the package pillow-heif can read: the photographs of phones.
HEIF_SUFFIXES = ('.heic', '.heif', '.hif')
_HINT = ' (pip install pillow-heif to read them)'


def readable_suffixes() -> Tuple[str, ...]:
    """Suffixes of the images that can be read here, in lower case and with their dot."""
    is_installed = importlib.util.find_spec('pillow_heif') is not None
    return IMAGE_SUFFIXES + HEIF_SUFFIXES if is_installed else IMAGE_SUFFIXES


def describe_skipped(skipped: Counter) -> str:
    """Numbers by suffix, e.g. '3 .heic (pip install pillow-heif to read them), 1 .txt'.

    Args:
        skipped (Counter): Suffix of files that were passed over to their number.

    Returns:
        str: The most frequent suffix first.
    """
    readable = readable_suffixes()
    return ', '.join(
        f'{count} {suffix}{_HINT if suffix in HEIF_SUFFIXES and suffix not in readable else ""}'
        for suffix, count in skipped.most_common())
