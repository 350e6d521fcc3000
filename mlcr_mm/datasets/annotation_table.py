"""Reading tables of annotations with errors that name the file and the line."""
import csv
from pathlib import Path
from typing import Callable, Collection, Dict, Iterator, List, Sequence, Tuple

import numpy as np

from mlcr_mm.labels import ABSENT, PRESENT, UNKNOWN

_CODES = {'1': PRESENT, '0': ABSENT}
_DELIMITER_NAMES = {',': 'commas', '\t': 'tabs'}


def read_rows(path: str, delimiter: str = ',') -> Iterator[Tuple[int, List[str]]]:
    """Read a delimited text file line by line.

    Args:
        path (str): The file; a byte order mark, CRLF line ends and empty lines are fine.
        delimiter (str): Between two fields. Defaults to ','.

    Yields:
        tuple[int, list[str]]: Line number and fields.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If it is not delimited text.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f'annotation file {path} does not exist; check ann_file and '
                                'data_root in the config')
    line = 0
    with open(path, newline='', encoding='utf-8-sig') as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for row in reader:
                line = reader.line_num
                if any(field.strip() for field in row):
                    yield line, row
        except UnicodeDecodeError:
            raise ValueError(f'{path}, after line {line}: not a text file in UTF-8; if it is an '
                             'Excel workbook, save it as CSV') from None
        except csv.Error as error:
            raise ValueError(f'{path}, line {reader.line_num}: {error}; correct the quotes or take '
                             'the line out') from None


def read_table(path: str,
               normalize: Callable[[str], str] = str.strip,
               delimiter: str = ',') -> Tuple[List[str], Iterator[Tuple[int, Dict[str, str]]]]:
    """Open a delimited text file with one header row.

    Args:
        path (str): The file; a byte order mark and CRLF line ends are fine.
        normalize (callable): Applied to each column name. Defaults to ``str.strip``.
        delimiter (str): Between two fields. Defaults to ','.

    Returns:
        tuple: The column names, and an iterator of ``(line number, {column: value})``.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If it is empty, or (while iterating) a row has not as many fields as the header.
    """
    rows = read_rows(path, delimiter)
    _, header = next(rows, (0, None))
    if header is None:
        raise ValueError(f'{path}: the file is empty; expected a header row of column names')
    columns = [normalize(name) for name in header]
    if len(set(columns)) != len(columns):
        twice = sorted({name for name in columns if columns.count(name) > 1})
        raise ValueError(f'{path}, line 1: columns {twice} occur twice; the first line must name '
                         'the columns, each once')

    def records() -> Iterator[Tuple[int, Dict[str, str]]]:
        for line, row in rows:
            check_num_fields(path, line, row, len(columns), delimiter)
            yield line, dict(zip(columns, row))

    return columns, records()


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
        separated = _DELIMITER_NAMES.get(delimiter, 'blanks')
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
    """Refuse labels that a file has no column for.

    Raises:
        ValueError: Naming the missing labels and those that the file has.
    """
    missing = [name for name in classes if name not in columns]
    if missing:
        remedy = 'Correct `classes` in the config, or name in `uncoded` what is to be unknown'
        if len(columns) == 1:
            remedy = 'Is it separated by commas? ' + remedy
        raise ValueError(f'{path}: no column for the labels {missing}; it has {list(columns)}. '
                         f'{remedy}')


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
        text = record[name].strip()
        if text in unknown:
            labels[index] = UNKNOWN
        elif text in _CODES:
            labels[index] = _CODES[text]
        else:
            raise ValueError(f'{path}, line {line}: label {name} is {text!r}; write 1 for present, '
                             f'0 for absent, one of {sorted(unknown)} for unknown')
    return labels
