"""Fig. 1(b): how labels depend on each other."""
from typing import Optional, Sequence, Tuple

import numpy as np
import torch
from matplotlib.figure import Figure
from mmengine.config import Config
from mmengine.registry import DefaultScope

from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.models import GCNHead
from mlcr_mm.models.graph import adjacency_from_labels
from mlcr_mm.registry import DATASETS
from mlcr_mm.visualization import draw_correlation_maps

from .figure_source import Source


def correlation_figure(sources: Sequence[Source],
                       size: Optional[Tuple[float, float]] = None) -> Figure:
    """A map per source: the graph in its checkpoint, or else that of its config's training labels.

    Args:
        sources (Sequence[Source]): With or without checkpoint.
        size (tuple[float, float], optional): Width and height, inches.

    Returns:
        Figure: See :func:`draw_correlation_maps`.

    Raises:
        ValueError: If a checkpoint has no label graph, or two sources have the same name.
    """
    maps = {}
    for source in sources:
        if source.name in maps:
            raise ValueError(f'two sources are called {source.name!r}: write NAME=CONFIG')
        classes, labels = training_labels(source.config)
        if source.checkpoint is None:
            matrix = adjacency_from_labels(torch.from_numpy(labels)).numpy()
        else:
            matrix = checkpoint_adjacency(source.config, source.checkpoint, classes)
        maps[source.name] = classes, matrix
    return draw_correlation_maps(maps, size)


def training_labels(config: Config) -> Tuple[Sequence[str], np.ndarray]:
    """Names ``(C,)`` and codes ``(N, C)`` of the labels of ``train_dataloader``."""
    with DefaultScope.overwrite_default_scope(config.get('default_scope', 'mmpretrain')):
        dataset = DATASETS.build(config.train_dataloader.dataset)
    dataset.full_init()
    return dataset.metainfo['classes'], label_matrix(dataset)


def checkpoint_adjacency(config: Config, checkpoint: str,
                         classes: Optional[Sequence[str]] = None) -> np.ndarray:
    """The matrix of Eq. (8) in a checkpoint, ``(C, C)``.

    Args:
        config (Config): With ``model``.
        checkpoint (str): Its file.
        classes (Sequence[str], optional): Names that the C rows will get. Defaults to None: those
            of the checkpoint are not compared with any.

    Raises:
        ValueError: If the model has no label graph, or other labels.
    """
    head = load_trained_model(config, checkpoint, 'cpu', labels=classes).head
    remedy = 'Leave the checkpoint out to draw the graph of the training labels'
    if not isinstance(head, GCNHead):
        raise ValueError(f'{checkpoint} has no label graph: its head is a {type(head).__name__}. '
                         f'{remedy}')
    if not head.adjacency.any():
        raise ValueError(f'{checkpoint} has no label graph yet. {remedy}')
    return head.adjacency.numpy()
