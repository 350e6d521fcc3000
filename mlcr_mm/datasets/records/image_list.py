"""Lists of image files: which images belong to a part, and whether they exist."""
import logging
import os.path as osp
import re
from pathlib import Path
from typing import List, Sequence

import numpy as np
from mmengine.logging import print_log

from mlcr_mm.files import HEIF_SUFFIXES, IMAGE_SUFFIXES
from mlcr_mm.files.text_table import read_lines
from mlcr_mm.progress import track

_FIELD = re.compile(r'[^,;\t]+(?=[,;\t])')


def read_image_list(path: str) -> List[str]:
    """Read one image path per line; empty lines are passed over.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If it is not text, names no image, or one twice.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f'image list {path} does not exist; check image_list and data_root '
                                'in the config')
    lines = read_lines(path)
    first_line, images = {}, []
    for number, text in enumerate(lines, 1):
        image = text.strip()
        if '\0' in image:
            raise ValueError(f'{path}, line {number}: zero bytes; save it as text in UTF-8 with '
                             'one image path per line')
        if not image:
            continue
        name = _FIELD.match(image)
        if name and name[0].lower().endswith(IMAGE_SUFFIXES + HEIF_SUFFIXES):
            raise ValueError(f'{path}, line {number}: {image!r} looks like a line of a table; a '
                             'list of images has one path per line, and nothing else')
        file = osp.normpath(image)  # a.jpg and ./a.jpg are one image
        if file in first_line:
            raise ValueError(f'{path}, line {number}: {image} stands on line {first_line[file]} '
                             'already; remove one')
        first_line[file] = number
        images.append(image)
    if not images:
        raise ValueError(f'{path}: the image list is empty')
    return images


def find_existing_images(paths: Sequence[str], source: str, max_missing_share: float,
                         remedy: str = '') -> np.ndarray:
    """Find the images that exist before training starts, and report the others.

    Args:
        paths (Sequence[str]): N files.
        source (str): Where they are named, for messages.
        max_missing_share (float): Share that may be missing.
        remedy (str): What else to tell the user. Defaults to ''.

    Returns:
        np.ndarray: Booleans ``(N,)``.

    Raises:
        FileNotFoundError: If more are missing, with their number and the first of them.
    """
    exists = np.fromiter((osp.isfile(path) for path in track(
        paths, f'looking for the images of {source}', len(paths))), dtype=bool, count=len(paths))
    missing = np.flatnonzero(~exists)
    if not missing.size:
        return exists
    shown = ', '.join(paths[index] for index in missing[:3])
    message = (f'{missing.size} of {len(paths)} images of {source} are missing, first: {shown}. '
               f'{remedy}')
    share = missing.size / len(paths)
    if share > max_missing_share or missing.size == len(paths):
        raise FileNotFoundError(
            f'{message}Check data_root and data_prefix, take their lines out, or set '
            f'max_missing_share={np.ceil(share * 1000) / 1000:g} to go on without them')
    print_log(f'{message}They are left out', logger='current', level=logging.WARNING)
    return exists
