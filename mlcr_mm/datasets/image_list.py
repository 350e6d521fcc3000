"""Lists of image files: which images belong to a part, and whether they exist."""
from pathlib import Path
from typing import List, Sequence


def read_image_list(path: str) -> List[str]:
    """Read one image path per line; empty lines are passed over.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If it names no image, or one twice.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f'image list {path} does not exist; check image_list and data_root '
                                'in the config')
    lines = Path(path).read_text(encoding='utf-8-sig').splitlines()
    first_line = {}
    for number, text in enumerate(lines, 1):
        image = text.strip()
        if image in first_line:
            raise ValueError(f'{path}, line {number}: {image} stands on line {first_line[image]} '
                             'already; remove one')
        if image:
            first_line[image] = number
    if not first_line:
        raise ValueError(f'{path}: the image list is empty')
    return list(first_line)


def check_images_exist(paths: Sequence[str], source: str) -> None:
    """Name the images that are missing before training starts.

    Raises:
        FileNotFoundError: With their number and the first of them.
    """
    missing = [path for path in paths if not Path(path).is_file()]
    if missing:
        shown = ', '.join(missing[:3])
        raise FileNotFoundError(
            f'{len(missing)} of {len(paths)} images of {source} are missing, first: {shown}. Check '
            'data_root and data_prefix, or take their lines out')
