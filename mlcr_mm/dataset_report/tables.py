"""The tables of a dataset report."""
from typing import Dict, List, Sequence

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mlcr_mm.files import printable
from mlcr_mm.labels import known_mask

from .image_scan import ImageScan, image_sizes
from .parts import Part
from .statistics import co_occurrence, count_labels

_MAX_COLUMNS = 16  # of a matrix that still fits a terminal
_MAX_PAIRS = 15


def print_tables(parts: Sequence[Part], scans: Dict[str, ImageScan], console: Console) -> None:
    """Print images, labels and pairs of labels.

    Args:
        parts (Sequence[Part]): The datasets.
        scans (dict[str, ImageScan]): Of the images; empty if they were not read.
        console (Console): Where to.
    """
    console.print(_image_table(parts, scans))
    labeled = [part for part in parts if part.labeled.any()]
    if not labeled:
        return
    console.print(_label_table(labeled))
    train = [part.labels for part in labeled if part.is_train]
    if train:
        shares = 100 * co_occurrence(np.concatenate(train))
        classes = labeled[0].classes
        console.print(_matrix(classes, shares) if len(classes) <= _MAX_COLUMNS else _pairs(
            classes, shares))


def _image_table(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Table:
    table = Table('part', title='Images')
    for column in ('images', 'labelled', 'fully known', 'subjects', 'unreadable', 'sizes (h x w)',
                   'alignment'):
        table.add_column(column, justify='right')
    for part in parts:
        read = [scans[path] for path in part.paths if path in scans]
        sizes = image_sizes(read).most_common()
        text = ', '.join(f'{height}x{width}' for (height, width), _ in sizes[:2])
        more = f' +{len(sizes) - 2}' if len(sizes) > 2 else ''
        alignment = part.alignment or {}
        table.add_row(
            _name(part.name), str(len(part.paths)), str(int(part.labeled.sum())),
            str(int(known_mask(part.labels).all(axis=1).sum())), _subjects(part),
            str(sum(bool(scan.damage) for scan in read)) if scans else 'not read', text + more,
            _name(f'{alignment.get("template", "")} {alignment.get("size", "-")}'.strip()))
    return table


def _subjects(part: Part) -> str:
    """Number of subjects, and of the images whose subject nothing tells."""
    if part.subjects is None or not (part.subjects >= 0).any():
        return '-'
    untold = int((part.subjects < 0).sum())
    return f'{part.subjects.max() + 1}{f" ({untold} images unknown)" if untold else ""}'


def _label_table(parts: Sequence[Part]) -> Table:
    table = Table('label', title='Labels: present / known (prevalence in %)')
    for part in parts:
        table.add_column(_name(part.name), justify='right')
    counts = [count_labels(part.labels) for part in parts]
    for index, name in enumerate(parts[0].classes):
        table.add_row(_name(name), *(f'{count.present[index]} / {count.known[index]} '
                              f'({_percent(100 * count.prevalence[index])})' for count in counts))
    return table


def _name(text: str) -> Text:
    """A name as it is: rich would take '[left]' for markup and ':smile:' for a picture."""
    return Text(printable(text))


def _percent(value: float) -> str:
    return '-' if np.isnan(value) else f'{value:.0f}'


def _matrix(classes: Sequence[str], shares: np.ndarray) -> Table:
    table = Table('', title='Co-occurrence in training: % of the images with the row that have '
                  'the column', padding=(0, 0))
    for name in classes:
        table.add_column(_name(name), justify='right')
    for name, row in zip(classes, shares):
        table.add_row(_name(name), *(_percent(value) for value in row))
    return table


def _pairs(classes: Sequence[str], shares: np.ndarray) -> Table:
    table = Table('images with', 'have', '%', title='Strongest co-occurrences in training')
    off_diagonal = np.where(np.eye(len(classes)), -1, np.nan_to_num(shares, nan=-1))
    order: List[int] = np.argsort(-off_diagonal, axis=None)[:_MAX_PAIRS].tolist()
    for position in order:
        row, column = divmod(position, len(classes))
        table.add_row(_name(classes[row]), _name(classes[column]),
                      _percent(shares[row, column]))
    return table
