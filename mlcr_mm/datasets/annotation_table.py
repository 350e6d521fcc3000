"""Reading comma-separated annotations with errors that name the file and the line."""
import csv
from pathlib import Path
from typing import Collection, Dict, Iterator, List, Sequence, Tuple

import numpy as np

from mlcr_mm.labels import ABSENT, PRESENT, UNKNOWN

_CODES = {'1': PRESENT, '0': ABSENT}


def read_table(path: str, normalize: callable = str.strip) -> Tuple[List[str], Iterator]:
    """Open a comma-separated file with one header row.

    Args:
        path (str): The file; a byte order mark and CRLF line ends are fine.
        normalize (callable): Applied to each column name. Defaults to ``str.strip``.

    Returns:
        tuple: The column names, and an iterator of ``(line number, {column: value})``.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If it is empty, or (while iterating) a row has not as many fields as the header.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f'annotation file {path} does not exist; check ann_file and '
                                'data_root in the config')
    with open(path, newline='', encoding='utf-8-sig') as file:
        rows = [(line, row) for line, row in enumerate(csv.reader(file), 1) if row]
    if not rows:
        raise ValueError(f'{path}: the file is empty; expected a header row of column names')
    columns = [normalize(name) for name in rows[0][1]]
    if len(set(columns)) != len(columns):
        twice = sorted({name for name in columns if columns.count(name) > 1})
        raise ValueError(f'{path}, line 1: columns {twice} occur twice; keep one of each')

    def records() -> Iterator[Tuple[int, Dict[str, str]]]:
        for line, row in rows[1:]:
            if len(row) != len(columns):
                raise ValueError(f'{path}, line {line}: {len(row)} fields where the header has '
                                 f'{len(columns)}; fields are separated by commas')
            yield line, dict(zip(columns, row))

    return columns, records()


def check_label_names(path: str, classes: Sequence[str], columns: Collection[str]) -> None:
    """Refuse labels that a file has no column for.

    Raises:
        ValueError: Naming the missing labels and those that the file has.
    """
    missing = [name for name in classes if name not in columns]
    if missing:
        raise ValueError(f'{path}: no column for the labels {missing}; it has {list(columns)}. '
                         'Correct `classes` in the config')


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
