"""Bars of several methods beside each other, per label."""
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from .colors import SERIES_COLORS
from .figure_file import new_figure

_BAR, _GAP, _HEIGHT = 0.13, 0.2, 2.8  # inches
_MAX_GROUPS = 21  # in one row
_HATCHES = ('', '///', '...')


class Bars(NamedTuple):
    """The bars of one method.

    Attributes:
        mean (np.ndarray): One per label, ``(C,)``; NaN: no bar.
        std (np.ndarray): Likewise; 0 or NaN: no error bar.
        average (float): Over the labels.
        average_std (float): Of the average over runs; 0 or NaN: no error bar.
    """

    mean: np.ndarray
    std: np.ndarray
    average: float
    average_std: float


def draw_grouped_bars(labels: Sequence[str],
                      methods: Dict[str, Bars],
                      quantity: str,
                      size: Optional[Tuple[float, float]] = None) -> Figure:
    """Bars per label, and the average with its numbers; Fig. 3(a) and 4 of the paper.

    Args:
        labels (Sequence[str]): Names of the C labels.
        methods (dict[str, Bars]): Name to bars.
        quantity (str): What the bars are, for the axis.
        size (tuple[float, float], optional): Width and height, inches. Defaults to what the bars
            need.

    Returns:
        Figure: One group of bars per label and, apart from them, one for the average; in several
        rows if there are many.
    """
    num_rows = -(-(len(labels) + 1) // _MAX_GROUPS)
    rows = np.array_split(np.arange(len(labels) + 1), num_rows)  # the last group is the average
    group = len(methods) * _BAR + _GAP
    figure = new_figure(size or (max(6., (len(rows[0]) + 2) * group + 0.8),
                                 _HEIGHT * num_rows + 0.8))
    panels = figure.subplots(num_rows, squeeze=False, sharey=True)[:, 0]
    handles: List[BarContainer] = []
    for axes, chosen in zip(panels, rows):
        handles = _draw_row(axes, labels, methods, chosen, _BAR / group)
        axes.set_ylabel(quantity)
    panels[0].margins(y=0.15)  # shared: room above the highest bar of all rows
    panels[0].set_ylim(bottom=0)
    # matplotlib's own names of handles leave out those that begin with an underscore.
    figure.legend(handles, methods, loc='outside upper center', ncols=min(len(methods), 4),
                  frameon=False)
    return figure


def _draw_row(axes: Axes, labels: Sequence[str], methods: Dict[str, Bars], chosen: np.ndarray,
              width: float) -> List[BarContainer]:
    """Draw some groups: labels, or the average if its number is that of labels.

    Returns:
        list[BarContainer]: Per method its bars.
    """
    handles = []
    is_average = chosen == len(labels)
    places = np.arange(len(chosen)) + 0.5 * is_average  # the average stands apart
    for index, bars in enumerate(methods.values()):
        offset = (index - (len(methods) - 1) / 2) * width
        heights = np.append(bars.mean, bars.average)[chosen]
        errors = np.nan_to_num(np.append(bars.std, bars.average_std))[chosen]
        handles.append(axes.bar(
            places + offset, heights, width, color=SERIES_COLORS[index % len(SERIES_COLORS)],
            hatch=_HATCHES[index // len(SERIES_COLORS) % len(_HATCHES)],
            yerr=np.where(errors > 0, errors, np.nan), error_kw=dict(lw=0.8, capsize=1.5)))
        if is_average.any() and np.isfinite(bars.average):
            axes.annotate(f'{bars.average:.1f}', (places[-1] + offset, heights[-1] + errors[-1]),
                          (0, 3), textcoords='offset points', ha='center', va='bottom', fontsize=7,
                          rotation=90)
    if is_average.any():
        axes.axvline(places[-1] - 0.75, color='0.7', linewidth=0.8)
    axes.set_xticks(places, np.append(labels, 'average')[chosen], rotation=45, ha='right',
                    rotation_mode='anchor')
    axes.set_xlim(-0.75, places[-1] + 0.75)
    axes.grid(axis='y', color='0.9')
    axes.set_axisbelow(True)
    axes.spines[['top', 'right']].set_visible(False)
    return handles
