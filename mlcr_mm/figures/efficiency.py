"""How many labels a method needs: F1 and mAP over the number of labelled images."""
from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from mlcr_mm.visualization import Curve, draw_curves

_QUANTITIES = {'F1 (%)': 'average', 'mAP (%)': 'map'}
_NUMBERS = [name + end for name in _QUANTITIES.values() for end in ('', '_sd')]


def efficiency_figure(sources: Sequence[str],
                      rows: Optional[Sequence[str]] = None,
                      size: Optional[Tuple[float, float]] = None) -> Figure:
    """F1 and mean average precision over the number of labelled images.

    Args:
        sources (Sequence[str]): ``NUMBER=FILE``: labelled images, and the CSV file that
            ``tools/reproduce.py`` wrote of the runs with so many.
        rows (Sequence[str], optional): The methods to draw, in this order. Defaults to all that
            have a number in each file.
        size (tuple[float, float], optional): Width and height, inches.

    Raises:
        OSError: If a file cannot be read.
        ValueError: If a source is not of that form, a file is no such table, a number comes twice,
            or one of ``rows`` is missing.
    """
    tables: Dict[int, pd.DataFrame] = {}
    for source in sources:
        number, table = _read(source)
        if number in tables:
            raise ValueError(f'{source}: there is another table of {number} labelled images')
        tables[number] = table
    numbers = sorted(tables)
    common = [name for name in tables[numbers[0]].index
              if all(name in tables[number].index for number in numbers)]
    missing = [row for row in rows or () if row not in common]
    if missing or not common:
        raise ValueError(f'not every table has a result of {missing or "any method"}; all have '
                         f'{common}')
    return draw_curves(numbers, {
        quantity: {name: _curve([tables[number].loc[name] for number in numbers], column)
                   for name in rows or common} for quantity, column in _QUANTITIES.items()
    }, 'labelled images', size)


def _read(source: str) -> Tuple[int, pd.DataFrame]:
    """The number of labelled images, and the measured rows by method."""
    number, is_pair, path = source.partition('=')
    if not is_pair or not number.isdecimal() or int(number) < 1:
        raise ValueError(f'{source!r} is not of the form NUMBER=FILE.csv, e.g. 100=demo_100.csv')
    try:
        table = pd.read_csv(path)
    except (ValueError, UnicodeDecodeError) as error:
        raise ValueError(f'{path} is no table of results: {error}') from error
    lacking = [column for column in ('method', 'source', *_NUMBERS) if column not in table]
    if lacking:
        raise ValueError(f'{path} is no table of tools/reproduce.py: it has no column {lacking[0]}')
    try:
        table[_NUMBERS] = table[_NUMBERS].apply(pd.to_numeric)
    except ValueError as error:
        raise ValueError(f'{path}: not every result is a number: {error}') from error
    table = table[(table['source'] == 'ours') & table['average'].notna()].set_index('method')
    if not table.index.is_unique:
        raise ValueError(f'{path} has several sections: a table of one is needed')
    return int(number), table


def _curve(lines: List[pd.Series], column: str) -> Curve:
    return Curve(*(np.array([line[column + end] for line in lines], float) for end in ('', '_sd')))
