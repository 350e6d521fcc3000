"""A number per label with its interval."""
from typing import Dict, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from matplotlib.figure import Figure

from .colors import SERIES_COLORS
from .figure_file import new_figure

_ROW, _WIDTH = 0.24, 7.  # inches


class Intervals(NamedTuple):
    """Numbers with intervals, one per label, each ``(C,)``; NaN: nothing is drawn."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def draw_label_intervals(labels: Sequence[str],
                         series: Dict[str, Intervals],
                         quantity: str,
                         size: Optional[Tuple[float, float]] = None) -> Figure:
    """Points with lines from the low to the high end, label below label.

    Args:
        labels (Sequence[str]): Names of the C labels, the first one on top.
        series (dict[str, Intervals]): Name to numbers; their points lie above each other.
        quantity (str): What they are, for the axis.
        size (tuple[float, float], optional): Width and height, inches. Defaults to what the labels
            need.

    Returns:
        Figure: One row per label.
    """
    height = _ROW * len(labels) * max(1., 0.75 * len(series)) + 1.
    figure = new_figure(size or (_WIDTH, height))
    axes = figure.subplots()
    places = np.arange(len(labels))
    points = []
    for index, (value, low, high) in enumerate(series.values()):
        color = SERIES_COLORS[index % len(SERIES_COLORS)]
        shifted = places + (index - (len(series) - 1) / 2) * 0.25
        axes.hlines(shifted, low, high, color=color, linewidth=1.5)
        points += axes.plot(value, shifted, 'o', color=color, markersize=4)
    axes.set_yticks(places, labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set(xlim=(0, 100), xlabel=quantity)
    axes.grid(axis='x', color='0.9')
    axes.set_axisbelow(True)
    axes.spines[['top', 'right']].set_visible(False)
    if len(series) > 1:
        figure.legend(points, series, loc='outside upper center', ncols=len(series), frameon=False)
    return figure
