"""A small panel per label, all with the same axes."""
from typing import Iterator, Sequence, Tuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .figure_file import new_figure

_COLUMNS, _SIDE = 5, 1.9  # panels, inches


def label_panels(labels: Sequence[str], x_name: str,
                 y_name: str) -> Tuple[Figure, Iterator[Axes]]:
    """Make an empty square panel, 0 to 1 on both axes, for each label.

    Args:
        labels (Sequence[str]): Names of the C labels.
        x_name (str): What the horizontal axes are.
        y_name (str): What the vertical axes are.

    Returns:
        tuple[Figure, Iterator[Axes]]: The figure and C panels in rows of five.
    """
    columns = min(_COLUMNS, len(labels))
    rows = -(-len(labels) // columns)
    figure = new_figure((_SIDE * columns + 0.4, (_SIDE + 0.15) * rows + 0.4))
    panels = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for axes, name in zip(panels.flat, labels):
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
        axes.set_title(name, fontsize=8)
        axes.tick_params(labelsize=7)
        axes.grid(color='0.92')
        axes.set_aspect('equal')
    for axes in panels.flat[len(labels):]:
        axes.set_visible(False)
    figure.supxlabel(x_name, fontsize=9)
    figure.supylabel(y_name, fontsize=9)
    return figure, iter(panels.flat)
