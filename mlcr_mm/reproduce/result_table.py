"""A section of a table with its numbers: ours and the paper's, one below the other."""
from typing import Any, Dict, List, NamedTuple, Sequence

import pandas as pd

from .collect import RowResult, labels_of
from .paper_results import LABELS, RESULTS, Published
from .paper_tables import Section

OURS, PAPER = 'ours', 'paper'
DEVIATION = '_sd'
MEASURES = ('average_uncalibrated', 'average_map')
_FIRST = ('section', 'method', 'source', 'runs')
_LAST = (*(name + end for name in ('average', *MEASURES) for end in ('', DEVIATION)),
         'difference', 'difference_low', 'difference_high', 'p')


class ResultTable(NamedTuple):
    """A section of a table with its numbers.

    Attributes:
        title (str): Of the section.
        reference (str): The row that the others are compared with.
        labels (list[str]): That any row was measured on; if none was, those of the paper.
        lines (DataFrame): A line per method and source ('ours', 'paper'), see :func:`join_tables`.
    """

    title: str
    reference: str
    labels: List[str]
    lines: pd.DataFrame


def make_result_table(section: Section, results: Sequence[RowResult]) -> ResultTable:
    """Put ours and the paper's numbers one below the other.

    Args:
        section (Section): Its rows.
        results (Sequence[RowResult]): What was measured for each.

    Returns:
        ResultTable: A row that was not run, and what the paper does not print, is NaN.
    """
    published, names = RESULTS[section.published], LABELS[section.published]
    lines: List[Dict[str, Any]] = []
    for row, result in zip(section.rows, results):
        start = dict(section=section.title, method=row.name)
        lines.append(dict(start, source=OURS, **_measured(result)))
        if row.name in published:
            lines.append(dict(start, source=PAPER, **_printed(published[row.name], names)))
    labels = labels_of(results) or list(names)
    columns = dict.fromkeys([*labels, *names])
    return ResultTable(section.title, section.reference, labels,
                       _in_order(pd.DataFrame(lines), list(columns)))


def join_tables(tables: Sequence[ResultTable]) -> pd.DataFrame:
    """The lines of all sections.

    Returns:
        DataFrame: With the columns ``section``, ``method``, ``source``, ``runs``; mean ``<label>``
        and standard deviation (n - 1) ``<label>_sd`` of the F1 in percent for each label of any
        section; the same of the average over the labels: ``average`` (F1),
        ``average_uncalibrated`` (F1 of the logits as they are), ``average_map`` (average
        precision); ``difference``, ``difference_low``,
        ``difference_high``, ``p``.
    """
    labels = dict.fromkeys(label for table in tables for label in table.labels)
    return _in_order(pd.concat([table.lines for table in tables], ignore_index=True), list(labels))


def _in_order(lines: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    pairs = [column for label in labels for column in (label, label + DEVIATION)]
    numbers = dict.fromkeys([*pairs, *_LAST], float)
    return lines.reindex(columns=[*_FIRST, *numbers]).astype(dict(numbers, runs='Int64'))


def _measured(result: RowResult) -> Dict[str, Any]:
    averages = result.averages()
    line = dict(runs=len(result.f1) or None, average=averages.mean(), average_sd=averages.std(),
                **result.f1.mean(), **result.f1.std().add_suffix(DEVIATION))
    others = result.measures.add_prefix('average_')
    line.update(**others.mean(), **others.std().add_suffix(DEVIATION))
    if result.difference is not None:
        value, low, high, p = result.difference
        line.update(difference=value, difference_low=low, difference_high=high, p=p)
    return line


def _printed(published: Published, names: Sequence[str]) -> Dict[str, Any]:
    return dict(zip(names, published.per_label or ()), average=published.average)
