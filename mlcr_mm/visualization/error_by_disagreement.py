"""Whether the disagreement of two networks says where they err."""
from typing import Tuple

import numpy as np
from matplotlib.figure import Figure

from .colors import SERIES_COLORS
from .figure_file import new_figure

_BINS = 10


def draw_error_by_disagreement(disagreement: np.ndarray, wrong: np.ndarray,
                               size: Tuple[float, float] = (5., 2.6)) -> Figure:
    """Share of wrong decisions among those of little and of much disagreement.

    Args:
        disagreement (np.ndarray): Distance of the two networks' probabilities, ``(n,)``, of n
            decisions on known labels.
        wrong (np.ndarray): Whether a decision is wrong, booleans ``(n,)``.
        size (tuple[float, float]): Width and height, inches.

    Returns:
        Figure: Ten bars of equally many decisions, in the order of disagreement; at each its mean.
    """
    parts = np.array_split(np.argsort(disagreement, kind='stable'), min(_BINS, len(wrong)))
    figure = new_figure(size)
    axes = figure.subplots()
    places = np.arange(len(parts))
    axes.bar(places, [100 * wrong[part].mean() for part in parts], color=SERIES_COLORS[0])
    axes.axhline(100 * wrong.mean(), color='0.4', linewidth=0.8, linestyle='--')
    axes.set_xticks(places, [f'{disagreement[part].mean():.2f}' for part in parts], fontsize=8)
    axes.set(xlabel='disagreement (mean of a tenth of the decisions)', ylabel='wrong (%)')
    axes.spines[['top', 'right']].set_visible(False)
    return figure
