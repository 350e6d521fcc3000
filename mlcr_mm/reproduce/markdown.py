"""A table as Markdown."""
from typing import Any, Dict, List, Optional, Sequence

import pandas as pd

from .result_table import DEVIATION, MEASURES, ResultTable

_MOST_COLUMNS = 20  # labels; with more, the labels become the rows


def format_markdown(table: ResultTable) -> str:
    """A heading and the table; the labels are its columns, or its rows if they are many."""
    columns = [['F1 (%)', *table.labels, 'average', 'uncalibrated', 'mAP',
                f'difference to {table.reference} [95 %]', 'p', 'runs']]
    columns += [_cells(line, table.labels) for line in table.lines.to_dict('records')]
    rows = list(zip(*columns)) if len(table.labels) > _MOST_COLUMNS else columns
    return f'## {table.title}\n\n{format_rows(rows)}'


def format_rows(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = rows
    lines = [head, ['---'] * len(head), *body]
    return '\n'.join(f"| {' | '.join(line)} |" for line in lines) + '\n'


def _number(value: Optional[float], form: str = '.1f') -> str:
    return '' if pd.isna(value) else format(value, form)


def _mean(line: Dict[str, Any], column: str) -> str:
    deviation = _number(line[column + DEVIATION])
    return _number(line[column]) + (f' ± {deviation}' if deviation else '')


def _cells(line: Dict[str, Any], labels: Sequence[str]) -> List[str]:
    average = _mean(line, 'average')
    value, low, high = (_number(line[column], '+.1f')
                        for column in ('difference', 'difference_low', 'difference_high'))
    return [
        f"{line['method']} ({line['source']})", *(_mean(line, label) for label in labels),
        average and f'**{average}**', *(_mean(line, name) for name in MEASURES),
        value and f'{value} [{low}, {high}]',
        _number(line['p'], '.2g'), _number(line['runs'], 'd')
    ]
