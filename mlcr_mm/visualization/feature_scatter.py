"""Points of two views in the plane."""
from typing import Sequence, Tuple

import numpy as np
from matplotlib.figure import Figure

from mlcr_mm.labels import ABSENT, PRESENT

from .colors import VIEW_COLORS
from .figure_file import new_figure


def draw_feature_scatter(points: Sequence[np.ndarray],
                         labels: np.ndarray,
                         label_name: str,
                         size: Tuple[float, float] = (5., 4.6)) -> Figure:
    """Embedded features of each view, by view and label; Fig. 3(b) of the paper.

    Args:
        points (Sequence[np.ndarray]): One ``(N, 2)`` per view.
        labels (np.ndarray): Codes 1 or 0 of one label, ``(N,)``.
        label_name (str): That label.
        size (tuple[float, float]): Width and height, inches.

    Returns:
        Figure: Views in two colours; full circles where the label is present, rings where it is
        absent.
    """
    figure = new_figure(size)
    axes = figure.subplots()
    for view, (place, color) in enumerate(zip(points, VIEW_COLORS), 1):
        for code, word, face in ((ABSENT, 'absent', 'none'), (PRESENT, 'present', color)):
            chosen = place[labels == code]
            axes.scatter(chosen[:, 0], chosen[:, 1], s=14, linewidths=0.7, facecolors=face,
                         edgecolors=color, alpha=0.8, label=f'view {view}, {label_name} {word}')
    # The axes of t-SNE have no unit and no meaning.
    axes.set(xticks=[], yticks=[])
    axes.set_aspect('equal', adjustable='datalim')
    figure.legend(loc='outside lower center', ncols=2, frameon=False)
    return figure
