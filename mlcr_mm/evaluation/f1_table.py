"""The table that a test prints."""
import io
from typing import Dict, Sequence

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text


def _percent(value: float) -> str:
    return '–' if np.isnan(value) else f'{value:.1f}'


def format_f1_table(classes: Sequence[str], columns: Dict[str, np.ndarray],
                    num_positive: np.ndarray, num_known: np.ndarray) -> str:
    """A table with one row per label and their average.

    Args:
        classes (Sequence[str]): Names of the C labels.
        columns (dict[str, np.ndarray]): Column title to F1 in percent per label, ``(C,)``; NaN
            where a label has no positives, which the average leaves out.
        num_positive (np.ndarray): Known positives per label, ``(C,)``.
        num_known (np.ndarray): Known labels per label, ``(C,)``.

    Returns:
        str: The table.
    """
    table = Table(title='F1 (%)', show_footer=True)
    table.add_column('label', footer='average', overflow='fold')  # two names may begin alike
    for title, values in columns.items():
        table.add_column(
            Text(title),
            justify='right',
            footer=_percent(np.nanmean(values) if np.isfinite(values).any() else np.nan))
    table.add_column('positives / known', justify='right')
    for index, name in enumerate(classes):
        # As it is: rich would take '[left]' for markup and ':smile:' for a picture.
        table.add_row(Text(name), *(_percent(values[index]) for values in columns.values()),
                      f'{num_positive[index]} / {num_known[index]}'
                      f'{"" if num_positive[index] else ": no positives"}')
    output = io.StringIO()
    Console(file=output, width=100).print(table)
    return output.getvalue()
