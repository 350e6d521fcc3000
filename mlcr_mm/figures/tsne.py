"""Fig. 3(b): t-SNE of both views' features."""
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
from matplotlib.figure import Figure
from mmengine.config import Config
from mmpretrain.structures import DataSample
from sklearn.manifold import TSNE
from torch import Tensor

from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.visualization import draw_feature_scatter

from .batch_results import collect_results
from .evaluation_data import build_test_dataset, build_test_loader, choose_images, label_index

_PERPLEXITY = 30.  # scikit-learn's


def tsne_figure(config: Config,
                checkpoint: str,
                label: str,
                num_images: int = 500,
                seed: int = 0,
                device: Optional[str] = None,
                size: Tuple[float, float] = (5., 4.6)) -> Figure:
    """Features of test images before the classifier, both views in one plane.

    Args:
        config (Config): With ``test_dataloader``.
        checkpoint (str): Of a model of one or two views.
        label (str): Decides the images, as many with it as without it, and the marks.
        num_images (int): At most, >= 2. Defaults to 500.
        seed (int): Of the choice of the images and of t-SNE. Defaults to 0.
        device (str, optional): Defaults to a GPU if there is one.
        size (tuple[float, float]): Width and height, inches.

    Returns:
        Figure: See :func:`draw_feature_scatter`.

    Raises:
        ValueError: If there is no such label, or the views' features differ in width.
    """
    dataset = build_test_dataset(config)
    index = label_index(dataset.metainfo['classes'], label)
    images = choose_images(label_matrix(dataset)[:, index], num_images, seed)
    model = load_trained_model(config, checkpoint, device, dataset=dataset)

    def features(inputs: Tensor, samples: List[DataSample]) -> Dict[str, Tensor]:
        feats: Any = model.extract_feat(inputs, stage='pre_logits')
        views = [feats] if isinstance(feats, Tensor) else feats
        return {f'view{number}': view for number, view in enumerate(views)}

    results = collect_results(model, build_test_loader(config, dataset, images), features)
    labels = results.pop('labels')[:, index]
    return draw_feature_scatter(embed_views(list(results.values()), seed), labels, label, size)


def embed_views(features: List[np.ndarray], seed: int) -> List[np.ndarray]:
    """Place the features of all views in one plane.

    Args:
        features (list[np.ndarray]): ``(N, D)`` per view.
        seed (int): Of t-SNE.

    Returns:
        list[np.ndarray]: ``(N, 2)`` per view.

    Raises:
        ValueError: If the widths D differ, or there are fewer than three points.
    """
    widths = [view.shape[1] for view in features]
    if len(set(widths)) > 1:
        raise ValueError(f'the features of the views have the widths {widths}: one plane for both '
                         'needs one width, e.g. by a LinearNeck per view')
    points = np.concatenate(features)
    if len(points) < 3:
        raise ValueError(f't-SNE needs at least 3 points, but there are {len(points)}')
    perplexity = min(_PERPLEXITY, (len(points) - 1) / 3)
    placed = TSNE(perplexity=perplexity, init='pca', random_state=seed).fit_transform(points)
    return np.split(placed, len(features))
