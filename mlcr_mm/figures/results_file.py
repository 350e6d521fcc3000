"""Tables of results: of ``tools/reproduce.py``, or of one's own."""
import csv
from typing import Dict, List, Tuple

import numpy as np
import pandas as pd

from mlcr_mm.files.text_table import MAX_COLUMNS
from mlcr_mm.visualization import Bars

AVERAGE = 'average'
_CELL = ['method', 'label', 'mean', 'std']
_LONG = ('row', 'label', 'mean', 'std')
_WIDE = ('section', 'method', 'source')
_DEVIATION = '_sd'
_OURS = 'ours'


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
    cells = _read_cells(path)
    numbers = cells[['mean', 'std']].apply(pd.to_numeric, errors='coerce').astype(float)
    wrong = (~np.isfinite(numbers) & ~cells[['mean', 'std']].isin(['', 'nan'])).any(axis=1)
    for method, label, *texts in cells[wrong].itertuples(index=False):
        raise ValueError(f'{path}: {method}, {label}: {texts} are no mean and standard deviation')
    for method, label in cells.loc[cells.duplicated(['method', 'label']), _CELL[:2]].to_numpy():
        raise ValueError(f'{path}: {method}, {label} comes twice')
    found = cells[numbers['mean'].notna()]
    if found.empty:
        raise ValueError(f'{path} holds no result')
    labels, methods = ([name for name in cells[column].unique() if name in set(found[column])]
                       for column in ('label', 'method'))
    labels = [label for label in labels if label != AVERAGE]
    values = numbers.set_index(pd.MultiIndex.from_frame(cells[['method', 'label']]))
    return labels, {method: _bars(values.loc[method].reindex([*labels, AVERAGE]))
                    for method in methods}


def _read_cells(path: str) -> pd.DataFrame:
    """A line per number, as text."""
    try:
        with open(path, newline='', encoding='utf-8-sig') as file:
            reader = csv.DictReader(file)  # for pandas' own, a line that is cut off has empty cells
            names = list(reader.fieldnames or ())
            if len(names) > MAX_COLUMNS or len(names) != len(set(names)):
                raise ValueError(f'it has {len(names)} columns, {len(set(names))} different names; '
                                 f'at most {MAX_COLUMNS} are read, each once')
            rows = list(reader)
            for row in rows:
                if None in row:
                    raise ValueError(f'the row {list(row.values())[0]!r} has '
                                     f'{len(names) + len(row[None])} cells below {len(names)} '
                                     'columns: put names with commas in quotes, and write numbers '
                                     'with a point')
            table = pd.DataFrame(rows, columns=names, dtype=object)
    except (csv.Error, ValueError) as error:
        raise ValueError(f'{path} is no table of results: {error}') from error
    if set(_LONG) <= set(table):
        return table[list(_LONG)].set_axis(_CELL, axis=1)
    if not set(_WIDE) <= set(table):
        raise ValueError(f'{path} is no table of results: it has neither the columns '
                         f'{",".join(_LONG)} nor {",".join(_WIDE)} of tools/reproduce.py')
    names = table['method']
    if table['section'].nunique() > 1:
        names = table['section'] + ': ' + names
    names = names.where(table['source'] == _OURS, names + ' (' + table['source'] + ')')
    return pd.DataFrame([
        cell for label in _labels_and_average(list(table)) if label + _DEVIATION in table
        for cell in zip(names, [label] * len(table), table[label], table[label + _DEVIATION])
    ], columns=_CELL)


def _labels_and_average(columns: List[str]) -> List[str]:
    """What comes after the average, such as mAP, is measured by something else than F1."""
    return columns[:columns.index(AVERAGE) + 1] if AVERAGE in columns else columns


def _bars(table: pd.DataFrame) -> Bars:
    """Bars of lines per label, the average last."""
    mean, std = table['mean'].to_numpy(), table['std'].to_numpy()
    return Bars(mean[:-1], std[:-1], float(mean[-1]), float(std[-1]))
