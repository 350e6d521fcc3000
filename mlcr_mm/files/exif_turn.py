"""Whether a photo is turned when it is shown."""
import warnings

from PIL import ExifTags, Image


def exif_turns(path: str) -> bool:
    """Whether the EXIF entry of an image asks for a turn or a mirror image.

    Args:
        path (str): An image file; only its header is read.

    Returns:
        bool: False as well where the header cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')  # of sizes and odd metadata
            with Image.open(path) as picture:
                return 2 <= int(picture.getexif().get(ExifTags.Base.Orientation, 1)) <= 8
    except Exception:  # a damaged header may raise anything, and its image is looked at elsewhere
        return False
