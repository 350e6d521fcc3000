"""Curves of several methods over a number of images."""
from typing import Dict, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from matplotlib.figure import Figure

from .colors import SERIES_COLORS
from .figure_file import new_figure

_MARKERS = 'osD^vP*'
_WIDTH, _HEIGHT = 3.4, 3.  # inches of a panel


class Curve(NamedTuple):
    """The curve of one method.

    Attributes:
        mean (np.ndarray): One per place, ``(P,)``; NaN: no point.
        std (np.ndarray): Likewise; 0 or NaN: no error bar.
    """

    mean: np.ndarray
    std: np.ndarray


def draw_curves(places: Sequence[float],
                panels: Dict[str, Dict[str, Curve]],
                axis: str,
                size: Optional[Tuple[float, float]] = None) -> Figure:
    """A panel of curves per quantity, over places on a logarithmic axis.

    Args:
        places (Sequence[float]): Above 0, ascending, ``(P,)``.
        panels (dict[str, dict[str, Curve]]): Quantity, for the axis, to the curves by method; the
            same methods in each.
        axis (str): What the places are.
        size (tuple[float, float], optional): Width and height, inches. Defaults to what the panels
            need.
    """
    figure = new_figure(size or (_WIDTH * len(panels), _HEIGHT + 0.5))
    all_axes = figure.subplots(1, len(panels), squeeze=False)[0]
    drawn = {}
    for axes, (quantity, curves) in zip(all_axes, panels.items()):
        for index, (name, curve) in enumerate(curves.items()):
            drawn[name] = axes.errorbar(
                places, curve.mean, np.nan_to_num(curve.std), label=name, capsize=2,
                linewidth=1.2, elinewidth=0.8, markersize=4,
                color=SERIES_COLORS[index % len(SERIES_COLORS)],
                marker=_MARKERS[index % len(_MARKERS)])
        axes.set_xscale('log')
        axes.set_xticks(places, [f'{place:g}' for place in places])
        axes.minorticks_off()
        axes.set_xlabel(axis)
        axes.set_ylabel(quantity)
        axes.grid(color='0.9')
        axes.spines[['top', 'right']].set_visible(False)
    figure.legend(drawn.values(), drawn, loc='outside upper center', ncols=min(len(drawn), 4),
                  frameon=False)
    return figure
