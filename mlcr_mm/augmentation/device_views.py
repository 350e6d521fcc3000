"""Geometry, colour and erasing for a batch at once, wherever it lies."""
from typing import List, Union

import torch
from torch import Tensor
from torch.nn.functional import grid_sample

from .hashed_noise import hashed_noise
from .packed_views import PackedViews
from .view_parameters import ERASED, GREY


@torch.no_grad()
def make_views(source: Tensor, packed: Tensor, size: int,
               noise: bool) -> Union[Tensor, List[Tensor]]:
    """Make the views that were drawn for the images of a batch.

    As ``OneWarpAugment`` does it on the CPU: bilinear, mirrored at the border, rounded to whole
    grey levels after the warp and after the colours. With OpenCV 5 the two differ by a few grey
    levels at most; OpenCV 4 rounds places to 1/32 pixel.

    Args:
        source (Tensor): uint8 ``(N, 3, H, W)``, BGR.
        packed (Tensor): float32 ``(N, V, 15)`` of :func:`pack_views`, or ``(N, 15)``.
        size (int): Side of the views, S.
        noise (bool): Whether a view is filled with noise.

    Returns:
        list[Tensor] | Tensor: V views, or the one, float32 ``(N, 3, S, S)`` in 0..255.
    """
    with torch.autocast(source.device.type, enabled=False):
        pixels = source.float()
        views = [_make(pixels, view, size, noise)
                 for view in PackedViews.of(packed.view(len(packed), -1, packed.shape[-1]))]
    return views if packed.dim() == 3 else views[0]


def _make(pixels: Tensor, view: PackedViews, size: int, noise: bool) -> Tensor:
    # -1 and 1 are the centres of the outer pixels, about which the image is mirrored.
    images = grid_sample(pixels, _grid(view.matrix, size, pixels.shape), mode='bilinear',
                         padding_mode='reflection', align_corners=True).round_()
    images = _recolored(images, view.jitter)
    fill = ERASED
    if noise:
        seeds = view.noise_seed
        fill = torch.where((seeds >= 0).view(-1, 1, 1, 1), hashed_noise(seeds, size), ERASED)
    return torch.where(_inside(view.box, size)[:, None], fill, images)


def _grid(matrix: Tensor, size: int, shape: torch.Size) -> Tensor:
    """Where the pixels of the views lie in the source, ``(N, S, S, 2)``, as -1..1.

    By products of columns: a matrix product may be rounded to fewer digits on a GPU.
    """
    place = torch.arange(size, device=matrix.device, dtype=matrix.dtype)
    x, y = place.view(1, 1, -1), place.view(1, -1, 1)
    axes = []
    for axis, side in enumerate((shape[3], shape[2])):
        by_x, by_y, offset = (matrix[:, axis, column].view(-1, 1, 1) for column in range(3))
        axes.append((by_x * x + by_y * y + offset) * (2 / max(side - 1, 1)) - 1)
    return torch.stack(axes, -1)


def _recolored(images: Tensor, jitter: Tensor) -> Tensor:
    """Brightness, contrast around the mean grey, saturation: ``color_matrix`` of the CPU."""
    brightness, contrast, saturation = (factor.view(-1, 1, 1, 1) for factor in jitter.unbind(1))
    grey = sum(weight * images[:, channel:channel + 1] for channel, weight in enumerate(GREY))
    scale = brightness * contrast
    offset = (1 - contrast) * brightness * grey.mean((2, 3), keepdim=True)
    return (scale * (saturation * images + (1 - saturation) * grey) + offset).round_().clamp_(
        0, 255)


def _inside(box: Tensor, size: int) -> Tensor:
    """Which pixels lie in the boxes, ``(N, S, S)``."""
    place = torch.arange(size, device=box.device)
    inside = [(place >= start[:, None]) & (place < (start + length)[:, None])
              for start, length in ((box[:, 0], box[:, 2]), (box[:, 1], box[:, 3]))]
    return inside[1][:, :, None] & inside[0][:, None, :]
