"""Fig. 1(a): where each view looks."""
import os.path as osp
from typing import List, Optional, Sequence, Tuple, Union

import numpy as np
import torch
import torch.nn.functional as F
from matplotlib.figure import Figure
from mmengine.config import Config
from mmengine.dataset import default_collate
from torch import Tensor
from torch.utils.data import Dataset

from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.labels import ABSENT, PRESENT
from mlcr_mm.models.class_activation import class_activation
from mlcr_mm.visualization import AttentionColumn, draw_attention_sheet

from .evaluation_data import build_test_dataset, choose_images, label_index

_NAME = 20  # characters of a file name that fit above an image
_WORDS = {PRESENT: 'present', ABSENT: 'absent'}


def attention_figure(config: Config,
                     checkpoint: str,
                     label: str,
                     num_images: int = 6,
                     indices: Optional[Sequence[int]] = None,
                     seed: int = 0,
                     device: Optional[str] = None,
                     size: Optional[Tuple[float, float]] = None) -> Figure:
    """Class activation maps of test images.

    Args:
        config (Config): With ``test_dataloader``.
        checkpoint (str): Of a model with global average pooling and linear classifiers.
        label (str): The label that is looked for.
        num_images (int): Drawn at random, half of them with the label. Defaults to 6.
        indices (Sequence[int], optional): Numbers of test images to show instead. Defaults to None.
        seed (int): Of the choice of the images. Defaults to 0.
        device (str, optional): Defaults to a GPU if there is one.
        size (tuple[float, float], optional): Width and height, inches.

    Returns:
        Figure: See :func:`draw_attention_sheet`.

    Raises:
        ValueError: If there is no such label or image, or the network has no exact maps.
    """
    dataset = build_test_dataset(config)
    place = label_index(dataset.metainfo['classes'], label)
    if indices is None:
        indices = choose_images(label_matrix(dataset)[:, place], num_images, seed).tolist()
    wrong = [index for index in indices if not 0 <= index < len(dataset)]
    if wrong:
        raise ValueError(f'there is no test image {wrong}: they are numbered 0 to '
                         f'{len(dataset) - 1}')
    model = load_trained_model(config, checkpoint, device, dataset=dataset)
    columns = attention_columns(model, dataset, indices, place)
    return draw_attention_sheet(columns, label, size)


@torch.no_grad()
def attention_columns(model: torch.nn.Module, dataset: Dataset, indices: Sequence[int],
                      place: int) -> List[AttentionColumn]:
    """Images and maps of one label.

    Args:
        model (Module): See :func:`class_activation`.
        dataset (Dataset): The images, after the pipeline 'inputs' in blue, green, red.
        indices (Sequence[int]): The images to take.
        place (int): Of the label, 0 to C - 1.
    """
    batch = default_collate([dataset[index] for index in indices])
    pictures = batch['inputs']
    data = model.data_preprocessor(batch, False)
    views = class_activation(model, data['inputs'])
    columns = []
    for row, (index, sample) in enumerate(zip(indices, data['data_samples'])):
        images = [_picture(pictures, view, row) for view in range(len(views))]
        maps = [
            F.interpolate(view.maps[row, place][None, None], image.shape[:2], mode='bilinear')
            for view, image in zip(views, images)
        ]
        truth = _WORDS.get(int(sample.gt_score[place]), 'unknown')
        name = osp.splitext(osp.basename(str(sample.get('img_path', ''))))[0]
        columns.append(
            AttentionColumn(
                title=f'{name[-_NAME:]}\n{index}: {truth}',
                images=images,
                maps=[enlarged[0, 0].cpu().numpy() for enlarged in maps],
                scores=[float(view.logits[row, place].sigmoid()) for view in views]))
    return columns


def image_columns(dataset: Dataset, indices: Sequence[int]) -> List[AttentionColumn]:
    """Images as the networks get them, without maps, for models that have no exact ones."""
    columns = []
    for index in indices:
        inputs = dataset[index]['inputs']
        image = inputs if isinstance(inputs, Tensor) else inputs[0]
        columns.append(AttentionColumn(str(index), [_picture(image[None], 0, 0)], [], []))
    return columns


def _picture(pictures: Union[Tensor, List[Tensor]], view: int, row: int) -> np.ndarray:
    """What one view is given of one image, RGB uint8 ``(H, W, 3)``."""
    batch = pictures if isinstance(pictures, Tensor) else pictures[view]
    return np.ascontiguousarray(batch[row].cpu().numpy()[::-1].transpose(1, 2, 0))
