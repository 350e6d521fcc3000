"""A table as CSV, with all digits."""
import csv
import io
from typing import List, Optional, Sequence

from .result_table import Line, ResultTable, Value

_FIRST = ('section', 'method', 'source', 'runs')
_LAST = ('average', 'average_sd', 'difference', 'difference_low', 'difference_high', 'p')


def _text(value: Optional[float]) -> str:
    return '' if value is None else f'{value:.6g}'


def _row(table: ResultTable, line: Line, labels: Sequence[str]) -> List[str]:
    values = [line.values.get(label, Value()) for label in labels]
    pairs = [_text(number) for value in (*values, line.average) for number in value]
    difference = [''] * 4 if line.difference is None else map(_text, line.difference)
    return [table.title, line.name, line.source, str(line.runs or ''), *pairs, *difference]


def format_csv(tables: Sequence[ResultTable]) -> str:
    """One line per method and source; ``<label>`` and ``<label>_sd`` for each label."""
    labels = list(dict.fromkeys(label for table in tables for label in table.labels))
    output = io.StringIO()
    writer = csv.writer(output, lineterminator='\n')
    columns = [column for label in labels for column in (label, f'{label}_sd')]
    writer.writerow([*_FIRST, *columns, *_LAST])
    for table in tables:
        writer.writerows(_row(table, line, labels) for line in table.lines)
    return output.getvalue()
