"""A section of a table with its numbers: ours and the paper's, one below the other."""
from typing import Any, Dict, List, NamedTuple, Sequence

import pandas as pd

from .collect import RowResult, labels_of
from .measures import ENSEMBLE_MEASURES, MEASURES
from .paper_results import LABELS, RESULTS, Published
from .paper_tables import Section

OURS, PAPER = 'ours', 'paper'
DEVIATION = '_sd'
#: Ends of the columns that say how far a row is from the reference.
DIFFERENCE = ('difference', 'difference_low', 'difference_high', 'p')
_FIRST = ('section', 'method', 'source', 'runs')


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


def column_of(measure: str) -> str:
    """The column of a measure; the F1 is the average of the labels beside it."""
    return 'average' if measure == 'f1' else measure


def difference_columns(measure: str) -> List[str]:
    """The columns of a row's difference to the reference."""
    return [end if measure == 'f1' else f'{measure}_{end}' for end in DIFFERENCE]


_OTHERS = {*_FIRST, *(name for measure in MEASURES for name in (
    column_of(measure), column_of(measure) + DEVIATION, *difference_columns(measure)))}


def make_result_table(section: Section, results: Sequence[RowResult]) -> ResultTable:
    """Put ours and the paper's numbers one below the other.

    Args:
        section (Section): Its rows.
        results (Sequence[RowResult]): What was measured for each.

    Returns:
        ResultTable: A row that was not run, and what the paper does not print, is NaN.

    Raises:
        ValueError: If a label is called as another column is.
    """
    published, names = RESULTS[section.published], LABELS[section.published]
    labels = labels_of(results) or list(names)
    columns = [*_OTHERS, *labels, *(name + DEVIATION for name in labels)]
    taken = sorted(name for name in labels
                   if max(columns.count(name), columns.count(name + DEVIATION)) > 1)
    if taken:
        raise ValueError(f'the labels {taken} are called as other columns of a table of results '
                         'are; give them another name')
    lines: List[Dict[str, Any]] = []
    for row, result in zip(section.rows, results):
        start = dict(section=section.title, method=row.name)
        lines.append(dict(start, source=OURS, **_measured(result)))
        if row.name in published:
            lines.append(dict(start, source=PAPER, **_printed(published[row.name], names)))
    shown = dict.fromkeys([*labels, *names])
    return ResultTable(section.title, section.reference, labels,
                       _in_order(pd.DataFrame(lines), list(shown)))


def join_tables(tables: Sequence[ResultTable]) -> pd.DataFrame:
    """The lines of all sections.

    Returns:
        DataFrame: With the columns ``section``, ``method``, ``source``, ``runs``; mean ``<label>``
        and standard deviation (n - 1) ``<label>_sd`` of the F1 in percent for each label of any
        section; likewise ``average``, which is the F1 itself, and the other :data:`MEASURES`; the
        F1's ``difference``, ``difference_low``, ``difference_high``, ``p``, and, after its name,
        those of each other measure.
    """
    labels = dict.fromkeys(label for table in tables for label in table.labels)
    return _in_order(pd.concat([table.lines for table in tables], ignore_index=True), list(labels))


def _in_order(lines: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    means = [*labels, *map(column_of, MEASURES)]
    columns = [column for mean in means for column in (mean, mean + DEVIATION)]
    columns += [column for measure in MEASURES for column in difference_columns(measure)]
    numbers = dict.fromkeys(columns, float)
    return lines.reindex(columns=[*_FIRST, *numbers]).astype(dict(numbers, runs='Int64'))


def _measured(result: RowResult) -> Dict[str, Any]:
    values = result.values.rename(columns=column_of)
    line = dict(runs=len(result.f1) or None)
    for table in (result.f1, values):
        line.update(**table.mean(), **table.std().add_suffix(DEVIATION))
    for measure in ENSEMBLE_MEASURES:
        line[column_of(measure) + DEVIATION] *= result.ensembles.of_one
    for measure, difference in result.differences.items():
        line.update(zip(difference_columns(measure), difference))
    return line


def _printed(published: Published, names: Sequence[str]) -> Dict[str, Any]:
    return dict(zip(names, published.per_label or ()), average=published.average,
                f1_ensemble=published.ensemble)
