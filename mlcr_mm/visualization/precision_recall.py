"""Precision against recall, label by label."""
from typing import Sequence

import numpy as np
from matplotlib.figure import Figure

from mlcr_mm.labels import PRESENT, known_mask

from .colors import SERIES_COLORS
from .label_panels import label_panels


def draw_precision_recall(labels: Sequence[str], scores: np.ndarray, truth: np.ndarray,
                          decisions: np.ndarray) -> Figure:
    """Precision-recall curves, and the point of the decisions on each.

    Args:
        labels (Sequence[str]): Names of the C labels.
        scores (np.ndarray): Probabilities ``(N, C)``.
        truth (np.ndarray): Label codes ``(N, C)``; unknown ones are left out.
        decisions (np.ndarray): Booleans ``(N, C)``.

    Returns:
        Figure: A panel per label with the average precision in its title and the share of positives
        as a broken line; empty where a label has no known positive.
    """
    from sklearn.metrics import average_precision_score, precision_recall_curve

    figure, panels = label_panels(labels, 'recall', 'precision')
    for index, axes in zip(range(len(labels)), panels):
        known = known_mask(truth[:, index])
        present, score = truth[known, index] == PRESENT, scores[known, index]
        if not present.any():
            axes.set_title(f'{labels[index]}: no positives', fontsize=8)
            continue
        precision, recall, _ = precision_recall_curve(present, score, drop_intermediate=True)
        # Recall falls along the curve; so drawn, the area below it is the average precision.
        axes.plot(recall, precision, color=SERIES_COLORS[0], linewidth=1, drawstyle='steps-post')
        axes.axhline(present.mean(), color='0.5', linewidth=0.8, linestyle='--')
        decided = decisions[known, index]
        if decided.any():
            axes.plot((decided & present).sum() / present.sum(),
                      (decided & present).sum() / decided.sum(), 'o', color=SERIES_COLORS[4],
                      markersize=4)
        axes.set_title(f'{labels[index]}: AP {average_precision_score(present, score):.2f}',
                       fontsize=8)
    return figure
