"""Tables of results: of ``tools/reproduce.py``, or of one's own."""
import csv
from typing import Dict, Iterator, List, Sequence, Tuple

import numpy as np

from mlcr_mm.visualization import Bars

AVERAGE = 'average'
_LONG = ('row', 'label', 'mean', 'std')
_WIDE = ('section', 'method', 'source')
_DEVIATION = '_sd'
_OURS = 'ours'

Line = Dict[str, str]
Cell = Tuple[str, str, str, str]  # method, label, mean, standard deviation


def read_results(path: str) -> Tuple[List[str], Dict[str, Bars]]:
    """Read a CSV table with numbers in percent; empty cells are results that there are not.

    Args:
        path (str): The file. Either that of ``tools/reproduce.py``: a line per method with the
            columns ``section``, ``method``, ``source`` and, for each label and for 'average', its
            mean ``<label>`` and standard deviation ``<label>_sd``. Or a line per number with the
            columns ``row`` (the method), ``label``, ``mean``, ``std``. More columns are passed
            over.

    Returns:
        tuple[list[str], dict[str, Bars]]: The C labels in the order of the file, and the bars of
        the methods, without labels and methods that have no number. Published rows are called
        'METHOD (paper)'; the section comes before the name where there are several.

    Raises:
        OSError: If the file cannot be read.
        ValueError: If it is no such table.
    """
    with open(path, newline='', encoding='utf-8') as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or ())
        lines = list(reader)
    is_long = set(_LONG) <= set(columns)
    if not is_long and not set(_WIDE) <= set(columns):
        raise ValueError(f'{path} is no table of results: it has neither the columns '
                         f'{",".join(_LONG)} nor {",".join(_WIDE)} of tools/reproduce.py')
    values: Dict[str, Dict[str, Tuple[float, float]]] = {}
    for method, label, *numbers in (_long_cells(lines) if is_long else _wide_cells(lines, columns)):
        try:
            mean, std = (float('nan' if number == '' else number) for number in numbers)
        except (TypeError, ValueError) as error:
            raise ValueError(f'{path}: {method}, {label}: {numbers} are no mean and standard '
                             'deviation') from error
        if label in values.setdefault(method, {}):
            raise ValueError(f'{path}: {method}, {label} comes twice')
        values[method][label] = mean, std
    found = {(method, label) for method, numbers in values.items()
             for label, (mean, _) in numbers.items() if not np.isnan(mean)}
    if not found:
        raise ValueError(f'{path} holds no result')
    in_order = dict.fromkeys(label for numbers in values.values() for label in numbers)
    with_numbers = {label for _, label in found}
    labels = [label for label in in_order if label in with_numbers and label != AVERAGE]
    methods = {method for method, _ in found}
    return labels, {method: _bars(labels, numbers) for method, numbers in values.items()
                    if method in methods}


def _long_cells(lines: Sequence[Line]) -> Iterator[Cell]:
    return ((line['row'], line['label'], line['mean'], line['std']) for line in lines)


def _wide_cells(lines: Sequence[Line], columns: Sequence[str]) -> Iterator[Cell]:
    labels = [name for name in columns if name + _DEVIATION in columns]
    several = len({line['section'] for line in lines}) > 1
    for line in lines:
        name = f'{line["section"]}: {line["method"]}' if several else line['method']
        if line['source'] != _OURS:
            name = f'{name} ({line["source"]})'
        for label in labels:
            yield name, label, line[label], line[label + _DEVIATION]


def _bars(labels: List[str], numbers: Dict[str, Tuple[float, float]]) -> Bars:
    table = np.array([numbers.get(label, (np.nan, np.nan)) for label in [*labels, AVERAGE]])
    return Bars(table[:-1, 0], table[:-1, 1], *table[-1].tolist())
