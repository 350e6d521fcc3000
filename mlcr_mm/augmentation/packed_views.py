"""The numbers of views in one array, which travels with the source images."""
from typing import Any, List, NamedTuple, Optional, Sequence

import numpy as np
import torch
from torch import Tensor

from .view_parameters import ViewParameters

_MATRIX, _JITTER, _BOX, _NOISE, _SIZE = slice(0, 6), slice(6, 9), slice(9, 13), 13, 14
NUM_COLUMNS = 15
_GREY_FILL = -1.
MAX_SEED = 2**24  # float32 has all whole numbers up to it


def pack_views(views: Sequence[ViewParameters],
               noise_seeds: Optional[Sequence[int]] = None) -> np.ndarray:
    """Pack the views of an image.

    Args:
        views (Sequence[ViewParameters]): V square views of one size.
        noise_seeds (Sequence[int], optional): What is erased is filled with the noise of these
            seeds, in 0..2**24 - 1. Defaults to None: with grey.

    Returns:
        np.ndarray: float32 ``(V, 15)``.
    """
    rows = []
    for number, view in enumerate(views):
        (a, b, x), (c, d, y) = view.matrix.tolist()
        scale = 1 / (a * d - b * c)
        rows.append((d * scale, -b * scale, (b * y - d * x) * scale,
                     -c * scale, a * scale, (c * x - a * y) * scale,
                     *(view.jitter or (1., 1., 1.)), *(view.box or (0, 0, 0, 0)),
                     _GREY_FILL if noise_seeds is None else noise_seeds[number], view.out[0]))
    return np.array(rows, np.float32)


class PackedViews(NamedTuple):
    """One view of each of N images, as columns on the device.

    Attributes:
        matrix (Tensor): ``(N, 2, 3)``, from view to source.
        jitter (Tensor): ``(N, 3)``.
        box (Tensor): ``(N, 4)``: left, top, width, height; nothing is erased where they are 0.
        noise_seed (Tensor): ``(N,)``, below 0 for grey.
    """

    matrix: Tensor
    jitter: Tensor
    box: Tensor
    noise_seed: Tensor

    @classmethod
    def of(cls, packed: Tensor) -> List['PackedViews']:
        """Take a batch apart.

        Args:
            packed (Tensor): ``(N, V, 15)`` of :func:`pack_views`.

        Returns:
            list[PackedViews]: V views.
        """
        return [cls(view[:, _MATRIX].view(-1, 2, 3), view[:, _JITTER], view[:, _BOX],
                    view[:, _NOISE]) for view in packed.unbind(1)]


def is_source_with_views(inputs: Any) -> bool:
    """Whether collated inputs are a batch of images and the numbers of their views.

    Args:
        inputs (Any): Of a loader with either of mmengine's collate functions; views that are images
            have three dimensions each.
    """
    if not isinstance(inputs, (list, tuple)) or len(inputs) != 2:
        return False
    image, views = (entry[0] if isinstance(entry, (list, tuple)) and entry else entry
                    for entry in inputs)
    return (isinstance(image, Tensor) and isinstance(views, Tensor) and image.dim() >= 3 and
            views.shape[-1:] == (NUM_COLUMNS, ) and image.dtype == torch.uint8 and
            views.dim() <= 3 and views.is_floating_point())


def view_size(packed: Tensor) -> int:
    """Side of the views in pixels; quick where the numbers are still on the host."""
    return int(packed.reshape(-1, NUM_COLUMNS)[0, _SIZE])


def has_noise(packed: Tensor) -> bool:
    """Whether a view is filled with noise; likewise."""
    return bool((packed[..., _NOISE] >= 0).any())
