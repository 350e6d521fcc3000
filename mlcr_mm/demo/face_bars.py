"""Bars of what a model says, as HTML."""
from html import escape
from typing import List, Sequence

from mlcr_mm.inference import FaceRow
from mlcr_mm.inference.face_table import label_columns

_PRESENT, _ABSENT = '#28a050', '#a0a0a0'
_CELL = 'padding:1px 8px;border:0'


def face_bars(rows: Sequence[FaceRow], classes: Sequence[str]) -> str:
    """A table per face: label, bar, probability, disagreement of the two networks.

    Args:
        rows (Sequence[FaceRow]): With values.
        classes (Sequence[str]): Names of the C labels.

    Returns:
        str: HTML, in which names are text.
    """
    return '\n'.join(_table(number, row, label_columns(classes))
                     for number, row in enumerate(rows, 1))


def _table(number: int, row: FaceRow, names: Sequence[str]) -> str:
    lines: List[str] = []
    for index, name in enumerate(names):
        probability = float(row.probabilities[index])
        is_present = bool(row.decisions[index])
        bar = (f'<div style="width:{100 * probability:.1f}%;height:12px;background:'
               f'{_PRESENT if is_present else _ABSENT}"></div>')
        cells = [f'<b>{escape(name)}</b>' if is_present else escape(name),
                 f'<div style="width:160px">{bar}</div>', f'{probability:.2f}']
        if row.disagreement is not None:
            cells.append(f'± {float(row.disagreement[index]) / 2:.2f}')
        lines.append('<tr>' + ''.join(f'<td style="{_CELL}">{cell}</td>' for cell in cells)
                     + '</tr>')
    who = f'{number}. face {row.face.face_id} in {row.frame.input}'
    if row.frame.timestamp is not None:
        who += f', {row.frame.timestamp:.2f} s'
    return (f'<table class="face"><caption style="text-align:left">{escape(who)}</caption>'
            f'{"".join(lines)}</table>')
