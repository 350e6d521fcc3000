"""Reading landmark files: our CSV, and the lists of CelebA."""
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Iterator, List, Sequence, Tuple

import numpy as np

from mlcr_mm.files.text_table import find_delimiter, image_column, read_lines, read_rows

from .landmark_table import LandmarkTable
from .template import POINT_NAMES

Row = Tuple[int, List[str]]
_MAX_PIXEL = 1e6  # no image has more
COLUMNS = ('image', *(f'{point}_{axis}' for point in POINT_NAMES for axis in 'xy'))


def read_landmarks(path: str) -> LandmarkTable:
    """Read a landmark file, once per process however many datasets name it.

    Either a CSV, whose columns are found by name::

        image,left_eye_x,left_eye_y,right_eye_x,...,right_mouth_x,right_mouth_y
        s01/0001.jpg,139.3,130.7,210.6,...,198.8,218.0

    or one of CelebA's lists as delivered: the number of images, a line of names, one line per image
    separated by blanks.

    Args:
        path (str): The file.

    Returns:
        LandmarkTable: The landmarks of all its images.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If a column is missing or a line cannot be read; it names file and line.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f'landmark file {path} does not exist; write one with the columns '
                                f'{",".join(COLUMNS)}')
    stat = os.stat(path)
    return _read(str(path), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _read(path: str, _mtime: int, _size: int) -> LandmarkTable:
    lines = read_lines(path)
    if re.fullmatch('[0-9]{1,9}', lines[0].strip()):
        return _read_celeba(path, lines)
    delimiter = find_delimiter(path)
    rows = list(read_rows(path, delimiter))
    if not rows:
        raise ValueError(f'{path}: the file is empty; expected the columns {",".join(COLUMNS)}')
    header, body = rows[0][1], rows[1:]
    return _table(path, body, len(header), _column_order(path, header))


def _read_celeba(path: str, lines: Sequence[str]) -> LandmarkTable:
    rows = [(line, row) for line, row in ((line, text.split()) for line, text in
                                          enumerate(lines, 1)) if row]
    count, header, body = int(rows[0][1][0]), rows[1][1] if len(rows) > 1 else [], rows[2:]
    if len(body) != count:
        raise ValueError(f'{path}, line 1: {count} images announced, {len(body)} lines follow; '
                         'the file is cut off, get it again')
    header = ['image', *header]
    return _table(path, body, len(header), _column_order(path, header))


def _plain(name: str) -> str:
    """Column name without blanks, case and underscores: CelebA writes lefteye_x."""
    return name.strip().lower().replace('_', '')


def _column_order(path: str, header: Sequence[str]) -> List[int]:
    """Positions of :data:`COLUMNS` in the header; the image is the first column or named so."""
    names = [_plain(name) for name in header]
    missing = [name for name in COLUMNS[1:] if names.count(_plain(name)) != 1]
    if missing:
        raise ValueError(f'{path}, header: the columns {missing} are missing or there twice; '
                         f'expected the first line {",".join(COLUMNS)}, separated by commas, '
                         'semicolons or tabs')
    return [image_column(list(header)), *(names.index(_plain(name)) for name in COLUMNS[1:])]


def _table(path: str, rows: Sequence[Row], num_fields: int,
           order: Sequence[int]) -> LandmarkTable:
    index, first_line = {}, {}
    points = np.empty((len(rows), len(POINT_NAMES), 2), np.float32)
    for (line, name, values) in _records(path, rows, num_fields, order):
        if name in index:
            raise ValueError(f'{path}, line {line}: image {name} stands on line '
                             f'{first_line[name]} already; keep one of them')
        points[len(index)] = values
        index[name], first_line[name] = len(index), line
    return LandmarkTable(path, index, points)


def _records(path: str, rows: Sequence[Row], num_fields: int,
             order: Sequence[int]) -> Iterator[Tuple[int, str, np.ndarray]]:
    for line, row in rows:
        if len(row) != num_fields:
            raise ValueError(f'{path}, line {line}: {len(row)} fields where the header has '
                             f'{num_fields}; write the image and five points, x and y each')
        name, *texts = (row[position].strip() for position in order)
        try:
            values = np.array([float(text) for text in texts]).reshape(-1, 2)
        except ValueError:
            raise ValueError(f'{path}, line {line}: {texts} are not ten numbers; write pixel '
                             'coordinates, or take the line out') from None
        is_pixel = np.isfinite(values).all() and np.abs(values).max() < _MAX_PIXEL
        if not is_pixel or not np.ptp(values, axis=0).any():
            raise ValueError(f'{path}, line {line}: the landmarks of {name} are not finite or '
                             'all the same; correct them, or take the line out')
        yield line, name.replace('\\', '/'), values
