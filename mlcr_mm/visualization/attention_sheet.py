"""Images with class activation maps over them."""
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import ListedColormap, Normalize
from matplotlib.figure import Figure

from .figure_file import new_figure

_TILE = 1.5  # inches
_AGAINST, _FOR = (0.05, 0.35, 0.75), (0.8, 0.05, 0.1)  # RGB: blue, red
_OPACITY = 0.75


@dataclass
class AttentionColumn:
    """One image and what each of V views sees in it.

    Attributes:
        title (str): Above the image.
        images (list[np.ndarray]): RGB, uint8 ``(H, W, 3)``, per view: what its network is given.
        maps (list[np.ndarray]): Class activation map ``(H, W)`` per view, enlarged to the image.
        scores (list[float]): Probability of the label per view.
    """

    title: str
    images: List[np.ndarray]
    maps: List[np.ndarray]
    scores: List[float]


def overlay(image: np.ndarray, evidence: np.ndarray) -> np.ndarray:
    """Colour a grey image by evidence, the more, the farther it is from zero.

    Args:
        image (np.ndarray): RGB, uint8 ``(H, W, 3)``.
        evidence (np.ndarray): ``(H, W)`` in [-1, 1]: red above 0, blue below, grey at 0.

    Returns:
        np.ndarray: RGB, float ``(H, W, 3)`` in [0, 1].
    """
    grey = image.mean(axis=2, keepdims=True) / 255.
    color = np.where(evidence[..., None] < 0, _AGAINST, _FOR)
    opacity = _OPACITY * np.abs(evidence)[..., None]
    return (1 - opacity) * grey + opacity * color


def draw_attention_sheet(columns: Sequence[AttentionColumn],
                         label_name: str,
                         size: Optional[Tuple[float, float]] = None) -> Figure:
    """Where each view looks, Fig. 1(a) of the paper.

    The maps of one view share one scale over all images, up to the view's highest value; the views
    have scales of their own, as their features have.

    Args:
        columns (Sequence[AttentionColumn]): The images; without maps, the images alone are shown.
        label_name (str): The label.
        size (tuple[float, float], optional): Width and height, inches. Defaults to 1.5 in. a tile.

    Returns:
        Figure: One column per image: the image, then one row per view.
    """
    num_views = len(columns[0].maps)
    figure = new_figure(size or (_TILE * len(columns) + 1.6, (_TILE + 0.25) * (num_views + 1)))
    rows = figure.subplots(num_views + 1, len(columns), squeeze=False)
    highest = [max(np.abs(column.maps[view]).max() for column in columns) or 1.
               for view in range(num_views)]
    for place, column in enumerate(columns):
        rows[0, place].imshow(column.images[0])
        rows[0, place].set_title(column.title, fontsize=7)
        for view in range(num_views):
            axes = rows[view + 1, place]
            axes.imshow(overlay(column.images[view], column.maps[view] / highest[view]))
            axes.set_title(f'p = {column.scores[view]:.2f}', fontsize=7)
    for axes in rows.flat:
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
    rows[0, 0].set_ylabel('input', fontsize=9)
    for view in range(num_views):
        rows[view + 1, 0].set_ylabel(f'view {view + 1}' if num_views > 1 else 'network', fontsize=9)
    if not num_views:
        return figure
    bar = figure.colorbar(
        ScalarMappable(Normalize(-1, 1), _scale_on_grey()), ax=rows, shrink=0.6, aspect=30)
    bar.set_ticks([-1, 0, 1], labels=[f'against {label_name}', 'no evidence', f'for {label_name}'])
    return figure


def _scale_on_grey() -> ListedColormap:
    evidence = np.linspace(-1, 1, 256)[None]
    return ListedColormap(overlay(np.full((1, 256, 3), 160, np.uint8), evidence)[0])
