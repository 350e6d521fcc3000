"""A table as Markdown."""
from typing import List, Optional, Sequence

from .result_table import Line, ResultTable, Value

_MOST_COLUMNS = 20  # labels; with more, the labels become the rows


def _number(value: Optional[float]) -> str:
    return '' if value is None else f'{value:.1f}'


def _with_deviation(value: Value) -> str:
    if value.deviation is None:
        return _number(value.mean)
    return f'{_number(value.mean)} ± {_number(value.deviation)}'


def _cells(line: Line, labels: Sequence[str]) -> List[str]:
    difference = line.difference
    return [
        f'{line.name} ({line.source})',
        *(_with_deviation(line.values.get(label, Value())) for label in labels),
        f'**{_with_deviation(line.average)}**' if line.average.mean is not None else '',
        '' if difference is None else
        f'{difference.value:+.1f} [{difference.low:+.1f}, {difference.high:+.1f}]',
        '' if difference is None else f'{difference.p:.2g}',
        '' if not line.runs else str(line.runs),
    ]


def format_markdown(table: ResultTable) -> str:
    """A heading and the table; the labels are its columns, or its rows if they are many."""
    columns = [['F1 (%)', *table.labels, 'average', f'difference to {table.reference} [95 %]', 'p',
                'runs']]
    columns += [_cells(line, table.labels) for line in table.lines]
    rows = list(zip(*columns)) if len(table.labels) > _MOST_COLUMNS else columns
    return f'## {table.title}\n\n{format_rows(rows)}'


def format_rows(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = rows
    lines = [head, ['---'] * len(head), *body]
    return '\n'.join(f"| {' | '.join(line)} |" for line in lines) + '\n'
