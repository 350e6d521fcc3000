"""The lines of a table: ours and the paper's, as values."""
from typing import Dict, List, NamedTuple, Optional, Sequence

import numpy as np

from .bootstrap import Difference
from .collect import RowResult, labels_of
from .paper_results import LABELS, RESULTS
from .paper_tables import Section

OURS, PAPER = 'ours', 'paper'


class Value(NamedTuple):
    """Mean and standard deviation (n - 1) over the runs; None where there is none."""

    mean: Optional[float] = None
    deviation: Optional[float] = None

    @classmethod
    def of(cls, values: Sequence[float]) -> 'Value':
        """Of the values of all runs."""
        if not values:
            return cls()
        deviation = float(np.std(values, ddof=1)) if len(values) > 1 else None
        return cls(float(np.mean(values)), deviation)


class Line(NamedTuple):
    """A method, measured or published."""

    name: str
    source: str
    runs: Optional[int]
    values: Dict[str, Value]  # by label
    average: Value
    difference: Optional[Difference] = None


class ResultTable(NamedTuple):
    """A section of a table with its numbers."""

    title: str
    reference: str
    labels: List[str]
    lines: List[Line]


def make_result_table(section: Section, results: Sequence[RowResult]) -> ResultTable:
    """Put ours and the paper's numbers one below the other.

    A row that was not run, and what the paper does not print, has no value.
    """
    published = RESULTS[section.published]
    names = LABELS[section.published]
    lines = []
    for row, result in zip(section.rows, results):
        lines.append(Line(
            row.name, OURS, len(result.f1),
            {label: Value.of(result.values(label)) for label in labels_of([result])},
            Value.of(result.averages()), result.difference))
        if row.name in published:
            paper = published[row.name]
            lines.append(Line(
                row.name, PAPER, None,
                {label: Value(value) for label, value in zip(names, paper.per_label or ())},
                Value(paper.average)))
    labels = labels_of(results) or list(names)
    return ResultTable(section.title, section.reference, labels, lines)
