"""What a training logged, over its epochs and phases."""
from typing import Dict, Sequence, Tuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .colors import SERIES_COLORS
from .figure_file import new_figure

_WIDTH, _HEIGHT = 8., 1.9  # inches, a panel
_STYLES = ('-', '--', ':')

#: Points of a curve: epochs and values, each ``(n,)``.
LoggedCurve = Tuple[np.ndarray, np.ndarray]


def draw_training_curves(panels: Dict[str, Dict[str, LoggedCurve]],
                         phases: Sequence[Tuple[str, float, float]] = ()) -> Figure:
    """Curves in panels above each other, with the phases as bands behind them.

    Args:
        panels (dict[str, dict[str, LoggedCurve]]): Title of a panel to its curves by name.
        phases (Sequence[tuple[str, float, float]]): Name, first and last epoch of each, from 0.

    Returns:
        Figure: One panel each, in the order given.
    """
    figure = new_figure((_WIDTH, _HEIGHT * len(panels) + 0.4))
    all_axes = figure.subplots(len(panels), sharex=True, squeeze=False)[:, 0]
    for axes, (title, curves) in zip(all_axes, panels.items()):
        lines = []
        for number, (epochs, values) in enumerate(curves.values()):
            lines += axes.plot(
                epochs, values, color=SERIES_COLORS[number % len(SERIES_COLORS)],
                linestyle=_STYLES[number // len(SERIES_COLORS) % len(_STYLES)],
                linewidth=1.2, marker='o' if len(epochs) < 10 else '', markersize=3)
        axes.set_title(title, fontsize=9, loc='left')
        axes.tick_params(labelsize=8)
        axes.grid(color='0.92')
        axes.spines[['top', 'right']].set_visible(False)
        if len(curves) > 1:
            axes.legend(lines, curves, fontsize=7, frameon=False, loc='center left',
                        bbox_to_anchor=(1, 0.5))
        _draw_phases(axes, phases, is_named=axes is all_axes[0])
    all_axes[-1].set_xlabel('epoch', fontsize=9)
    return figure


def _draw_phases(axes: Axes, phases: Sequence[Tuple[str, float, float]], is_named: bool) -> None:
    for number, (name, start, end) in enumerate(phases):
        axes.axvspan(start, end, color='0.95' if number % 2 else '0.88', zorder=0, linewidth=0)
        if is_named:
            axes.annotate(name, ((start + end) / 2, 1), (0, -2), xycoords=('data', 'axes fraction'),
                          textcoords='offset points', ha='center', va='top', fontsize=7,
                          color='0.35')
