"""How often a label is present where a probability says so, label by label."""
from typing import Dict, Sequence

import numpy as np
from matplotlib.figure import Figure

from mlcr_mm.labels import PRESENT, known_mask

from .colors import SERIES_COLORS
from .label_panels import label_panels

_BINS = 8


def draw_reliability(labels: Sequence[str], series: Dict[str, np.ndarray],
                     truth: np.ndarray) -> Figure:
    """Reliability diagrams: on the diagonal, probabilities are what they say.

    Args:
        labels (Sequence[str]): Names of the C labels.
        series (dict[str, np.ndarray]): Name to probabilities ``(N, C)``.
        truth (np.ndarray): Label codes ``(N, C)``; unknown ones are left out.

    Returns:
        Figure: A panel per label. The images are put into eight bins of equal number by their
        probability; a point is the mean of a bin.
    """
    from sklearn.calibration import calibration_curve

    figure, panels = label_panels(labels, 'probability', 'share present')
    drawn = {}
    for index, axes in zip(range(len(labels)), panels):
        known = known_mask(truth[:, index])
        present = truth[known, index] == PRESENT
        axes.plot([0, 1], [0, 1], color='0.5', linewidth=0.8, linestyle='--')
        if len(set(present)) < 2:
            axes.set_title(f'{labels[index]}: one answer only', fontsize=8)
            continue
        for number, (name, scores) in enumerate(series.items()):
            share, mean = calibration_curve(present, scores[known, index], n_bins=_BINS,
                                            strategy='quantile')
            drawn[name], = axes.plot(mean, share, 'o-', color=SERIES_COLORS[number], markersize=3,
                                     linewidth=1)
    if len(drawn) > 1:
        figure.legend(drawn.values(), drawn, loc='outside upper center', ncols=len(drawn),
                      frameon=False)
    return figure
