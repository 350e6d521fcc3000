"""Reading tables of annotations with errors that name the file and the line."""
import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Callable, Collection, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np

from mlcr_mm.files import HEIF_SUFFIXES, IMAGE_SUFFIXES, text_table
from mlcr_mm.labels import ABSENT, PRESENT, UNKNOWN, check_class_names

_CODES = {'1': PRESENT, '0': ABSENT, 'true': PRESENT, 'false': ABSENT}
_NOTHING = ('nan', 'none', 'null', 'na', '<na>')  # what pandas and R write for a missing value
_SHOWN = 12  # names of columns in an error


def read_rows(path: str, delimiter: str = ',') -> Iterator[Tuple[int, List[str]]]:
    """Rows of an annotation file, see :func:`mlcr_mm.files.text_table.read_rows`.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If it is not delimited text.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f'annotation file {path} does not exist; check ann_file and '
                                'data_root in the config')
    return text_table.read_rows(path, delimiter)


def read_table(path: str,
               normalize: Callable[[str], str] = str.strip,
               delimiter: Optional[str] = None
               ) -> Tuple[List[str], Iterator[Tuple[int, Dict[str, str]]]]:
    """Open a delimited text file with one header row.

    A first column that is pandas' numbering of the rows is left out.

    Args:
        path (str): The file; a byte order mark and CRLF line ends are fine.
        normalize (callable): Applied to each column name. Defaults to ``str.strip``.
        delimiter (str, optional): Between two fields. Defaults to None: commas, semicolons or tabs,
            as the first line has them.

    Returns:
        tuple: The column names, and an iterator of ``(line number, {column: value})``.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If it is empty, its first line is a remark or lacks the name of a column, or
            (while iterating) a row has not as many fields as the header.
    """
    read_rows(path)  # says if there is no file
    delimiter = delimiter or text_table.find_delimiter(path)
    rows = read_rows(path, delimiter)
    _, header = next(rows, (0, None))
    if header is None:
        raise ValueError(f'{path}: the file is empty; expected a header row of column names')
    columns = [normalize(name) for name in header]
    if header[0].lower().startswith(('sep=', '#')):
        raise ValueError(f'{path}, line 1: {delimiter.join(header)!r} is a remark, not the names '
                         'of the columns; take the line out')
    if columns[0].lower().endswith(IMAGE_SUFFIXES + HEIF_SUFFIXES):
        raise ValueError(f'{path}, line 1: {columns[:_SHOWN]} are an image and its labels, not the '
                         'names of the columns; put a first line such as image,AU1,AU2 before it')
    twice = sorted(name for name, count in Counter(columns).items() if count > 1)
    if twice:
        raise ValueError(f'{path}, line 1: columns {twice[:_SHOWN]} occur twice; the first line '
                         'must name the columns, each once')
    first = next(rows, None)
    rows = chain([first] if first else [], rows)
    start = int(text_table.index_column(columns, first and first[1]))
    if '' in columns[1:]:  # the first one may be pandas' index
        raise ValueError(f'{path}, line 1: column {columns.index("", 1) + 1} of {len(columns)} '
                         'has no name; write one, or take the column out (a separator at the end '
                         'of each line makes one, too)')

    def records() -> Iterator[Tuple[int, Dict[str, str]]]:
        for line, row in rows:
            check_num_fields(path, line, row, len(columns), delimiter)
            yield line, dict(zip(columns[start:], row[start:]))

    return columns[start:], records()


def check_num_fields(path: str,
                     line: int,
                     row: Sequence[str],
                     expected: int,
                     delimiter: str = ',',
                     who: str = 'the header') -> None:
    """Refuse a row that is too short or too long.

    Raises:
        ValueError: Naming the line.
    """
    if len(row) != expected:
        separated = text_table.DELIMITERS.get(delimiter, 'blanks')
        raise ValueError(f'{path}, line {line}: {len(row)} fields where {who} has {expected}; '
                         f'fields are separated by {separated}. Correct the line or take it out')


def parse_number(path: str,
                 line: int,
                 text: str,
                 what: str,
                 kind: type = int,
                 minimum: float = 0) -> float:
    """A finite number.

    Args:
        path (str): File, for the error.
        line (int): Line, for the error.
        text (str): The number.
        what (str): What it is, for the error.
        kind (type): int or float; a whole number in scientific notation is an int too. Defaults to
            int.
        minimum (float): Defaults to 0.

    Returns:
        int | float: The number.

    Raises:
        ValueError: If it is none.
    """
    try:
        number = float(text)
        if minimum <= number < 1e9 and (kind is float or number.is_integer()):
            return kind(number)
    except ValueError:
        pass
    number = 'whole number' if kind is int else 'number'
    raise ValueError(f'{path}, line {line}: {what} is {text.strip()!r}, not a {number} >= {minimum}'
                     '; correct the line or take it out')


def check_label_names(path: str, classes: Sequence[str], columns: Collection[str]) -> None:
    """Refuse labels that a file has no column for, and see :func:`check_class_names`.

    Raises:
        ValueError: Naming the missing labels and those that the file has.
    """
    check_class_names(path, classes)
    missing = [name for name in classes if name not in columns]
    if missing:
        remedy = 'Correct `classes` in the config, or name in `uncoded` what is to be unknown'
        if len(columns) <= 1:
            remedy = 'Are its fields separated by commas, semicolons or tabs? ' + remedy
        shown = str(list(columns)[:_SHOWN])
        more = f' and {len(columns) - _SHOWN} more' if len(columns) > _SHOWN else ''
        raise ValueError(f'{path}: no column for the labels {missing[:_SHOWN]}; it has {shown}'
                         f'{more}. {remedy}')


def parse_labels(path: str, line: int, record: Dict[str, str], classes: Sequence[str],
                 unknown: Collection[str]) -> np.ndarray:
    """Label codes of one row.

    Args:
        path (str): File, for the error.
        line (int): Line, for the error.
        record (dict): Column name to text.
        classes (Sequence[str]): The labels wanted, in order.
        unknown (Collection[str]): Texts that mean unknown.

    Returns:
        np.ndarray: float32 ``(C,)`` of 1, 0, -1.

    Raises:
        ValueError: If a value is no code.
    """
    labels = np.empty(len(classes), dtype=np.float32)
    for index, name in enumerate(classes):
        text = _plain(record[name])
        if text in unknown or text in _NOTHING:
            labels[index] = UNKNOWN
        elif text in _CODES:
            labels[index] = _CODES[text]
        else:
            raise ValueError(f'{path}, line {line}: label {name} is {record[name].strip()!r}; '
                             'write 1 for present, 0 for absent, one of '
                             f'{sorted(unknown)} for unknown')
    return labels


def _plain(text: str) -> str:
    """A label as a whole number where it is one: '1.0' and '1,0' become '1'."""
    text = text.strip().lower()
    match = re.fullmatch(r'([+-]?\d+)[.,]0*', text)
    return match.group(1) if match else text
