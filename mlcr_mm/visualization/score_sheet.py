"""An image beside what is said of it."""
from typing import Sequence

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure

from .colors import SERIES_COLORS
from .figure_file import new_figure

_SIDE = 3.2  # inches of the image
_LINE = 0.18  # inches of a label, at least
_RIGHT, _WRONG, _UNKNOWN = SERIES_COLORS[2], SERIES_COLORS[4], '#666666'


def draw_score_sheet(image: np.ndarray, classes: Sequence[str], scores: np.ndarray,
                     truth: np.ndarray, decisions: np.ndarray, title: str = '') -> Figure:
    """An enlarged image, and beside it a line per label, green where the decision is right.

    Args:
        image (np.ndarray): RGB, uint8 ``(H, W, 3)``.
        classes (Sequence[str]): Names of the C labels.
        scores (np.ndarray): Probabilities ``(C,)``.
        truth (np.ndarray): Label codes ``(C,)``: 1 present, 0 absent, -1 unknown.
        decisions (np.ndarray): bool ``(C,)``.
        title (str): Above it, as it is. Defaults to ''.

    Returns:
        Figure: See :func:`save_figure`.
    """
    with rc_context({'text.parse_math': False}):  # a name may have dollar signs
        figure = new_figure((2 * _SIDE, max(_SIDE, _LINE * (len(classes) + 3))))
        picture, lines = figure.subplots(1, 2)
        picture.imshow(image, interpolation='nearest')
        picture.set_axis_off()
        lines.set_axis_off()
        figure.suptitle(title, fontsize=8)
        rows = [('label', 'truth', 'predicted', '', 'black')]
        for name, score, code, decided in zip(classes, scores, truth, decisions):
            known = code >= 0
            color = (_RIGHT if bool(code) == bool(decided) else _WRONG) if known else _UNKNOWN
            rows.append((name, ('absent', 'present')[int(code)] if known else 'unknown',
                         'present' if decided else 'absent', f'{score:.2f}', color))
        for number, (*cells, color) in enumerate(rows):
            height = 1 - (number + .5) / len(rows)
            for left, cell in zip((0, .4, .64, .9), cells):
                lines.text(left, height, cell, color=color, fontsize=8, va='center',
                           transform=lines.transAxes)
    return figure
