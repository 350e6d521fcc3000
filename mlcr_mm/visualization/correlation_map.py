"""Heat maps of how labels depend on each other."""
from typing import Dict, Optional, Sequence, Tuple

import numpy as np
from matplotlib.figure import Figure

from .figure_file import new_figure

_CELL, _SMALL_CELL, _MARGIN = 0.4, 0.15, 1.6  # inches
_MAX_NUMBERED = 50  # labels; a number in each of so many more cells is slow to draw, and to read


def draw_correlation_maps(maps: Dict[str, Tuple[Sequence[str], np.ndarray]],
                          size: Optional[Tuple[float, float]] = None,
                          quantity: str = '|2 P - 1|, Eq. (8)',
                          row: str = 'dependence of this label') -> Figure:
    """Annotated heat maps of label graphs, Fig. 1(b) of the paper.

    Args:
        maps (dict[str, tuple[Sequence[str], np.ndarray]]): Title to the names of its C labels and
            its matrix ``(C, C)``, >= 0; the column is the condition; NaN: an empty cell.
        size (tuple[float, float], optional): Width and height, inches. Defaults to what the labels
            need.
        quantity (str): What the numbers are. Defaults to that of Eq. (8).
        row (str): What a row says. Defaults to 'dependence of this label'.

    Returns:
        Figure: One panel per map, side by side, in one colour scale. Maps of more than 50 labels
        have small cells without numbers.
    """
    sides = [(_CELL if len(names) <= _MAX_NUMBERED else _SMALL_CELL) * len(names) + _MARGIN
             for names, _ in maps.values()]
    figure = new_figure(size or (sum(sides) + 0.8, max(sides) + 0.2))
    panels = figure.subplots(1, len(maps), squeeze=False, width_ratios=sides)[0]
    highest = max(1., *(float(np.nanmax(matrix, initial=0)) for _, matrix in maps.values()))
    for panel, (title, (names, matrix)) in zip(panels, maps.items()):
        image = panel.imshow(matrix, cmap='Blues', vmin=0, vmax=highest)
        ticks = np.arange(len(names))
        panel.set_xticks(ticks, names, rotation=90)
        panel.set_yticks(ticks, names)
        panel.tick_params(length=0)
        panel.set(title=title, xlabel='given this label', ylabel=row)
        panel.set_xticks(ticks[1:] - 0.5, minor=True)
        panel.set_yticks(ticks[1:] - 0.5, minor=True)
        panel.grid(which='minor', color='white', linewidth=1)
        panel.tick_params(which='minor', length=0)
        if len(names) > _MAX_NUMBERED:
            panel.tick_params(labelsize=6)
            continue
        for (line, column), value in np.ndenumerate(matrix):
            if np.isnan(value):
                continue
            # The dark half of the scale wants white letters.
            panel.text(column, line, f'{value:.2f}'.lstrip('0'), ha='center', va='center',
                       fontsize=7, color='white' if value > 0.55 * highest else 'black')
    figure.colorbar(image, ax=panels, shrink=0.7, label=quantity)
    return figure
