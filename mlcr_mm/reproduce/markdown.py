"""A table as Markdown."""
from typing import Any, Dict, List, Optional, Sequence

import pandas as pd

from .measures import MEASURES
from .result_table import DEVIATION, ResultTable, column_of, difference_columns

_MOST_COLUMNS = 20  # labels; with more, the labels become the rows
_TITLES = dict(f1='F1', f1_uncalibrated='F1, raw', f1_ensemble='F1, ensemble', map='mAP',
               map_ensemble='mAP, ensemble')
#: Those whose difference to the reference is shown; the CSV file has that of each.
_COMPARED = ('f1', 'f1_ensemble', 'map')


def format_markdown(table: ResultTable) -> str:
    """A heading, a table of all measures, and one of the labels.

    The labels are its columns, or its rows if they are many.
    """
    lines = table.lines.to_dict('records')
    measures = [['%', *(_TITLES[measure] for measure in MEASURES),
                 *(f'{_TITLES[measure]}: minus {table.reference} [95 %]' for measure in _COMPARED),
                 'p (F1)', 'runs']]
    measures += [_measures(line) for line in lines]
    labels = [['F1 (%)', *table.labels, 'average']]
    labels += [[_name(line), *(_mean(line, label) for label in (*table.labels, 'average'))]
               for line in lines]
    if len(table.labels) > _MOST_COLUMNS:
        labels = list(zip(*labels))
    return f'## {table.title}\n\n{format_rows(measures)}\n{format_rows(labels)}'


def format_rows(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = ([cell.replace('|', r'\|').replace('\n', ' ') for cell in row] for row in rows)
    lines = [head, ['---'] * len(head), *body]
    return '\n'.join(f"| {' | '.join(line)} |" for line in lines) + '\n'


def _number(value: Optional[float], form: str = '.1f') -> str:
    return '' if pd.isna(value) else format(value, form)


def _name(line: Dict[str, Any]) -> str:
    return f"{line['method']} ({line['source']})"


def _mean(line: Dict[str, Any], column: str) -> str:
    deviation = _number(line[column + DEVIATION])
    return _number(line[column]) + (f' ± {deviation}' if deviation else '')


def _difference(line: Dict[str, Any], measure: str) -> str:
    value, low, high = (_number(line[column], '+.1f')
                        for column in difference_columns(measure)[:3])
    return value and f'{value} [{low}, {high}]'


def _measures(line: Dict[str, Any]) -> List[str]:
    average, *others = (_mean(line, column_of(measure)) for measure in MEASURES)
    return [
        _name(line), average and f'**{average}**', *others,
        *(_difference(line, measure) for measure in _COMPARED),
        _number(line['p'], '.2g'), _number(line['runs'], 'd')
    ]
