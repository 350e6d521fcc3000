"""An image of the one size in which it travels to the device."""
from typing import List, Sequence, Tuple

import cv2
import numpy as np
import torch
from torch import Tensor

from mlcr_mm.alignment import antialias
from mlcr_mm.augmentation import MAX_SEED, ViewParameters, pack_views

#: Shrinking by no more than this needs no smoothing (see :func:`mlcr_mm.alignment.antialias`).
MOST_SHRINKING = 1.3


def square_source(image: np.ndarray, side: int) -> np.ndarray:
    """Bring an image to a square; smoothed where that shrinks it.

    Args:
        image (np.ndarray): uint8 ``(H, W, 3)``.
        side (int): Of the square, pixels.

    Returns:
        np.ndarray: uint8 ``(side, side, 3)``; the image itself where it has this size.
    """
    if image.shape[:2] == (side, side):
        return image
    image = antialias(image, (side / image.shape[1], side / image.shape[0]))
    return cv2.resize(image, (side, side), interpolation=cv2.INTER_LINEAR)


def from_square(matrix: np.ndarray, corner: Tuple[int, int], width: int, height: int,
                side: int) -> np.ndarray:
    """Turn a matrix from a part of an image into one from the square.

    Args:
        matrix (np.ndarray): ``(2, 3)``, from the part, between centres of pixels.
        corner (tuple[int, int]): Left and top of the part in the image, pixels.
        width (int): Of the image, pixels.
        height (int): Likewise.
        side (int): Of the square, pixels.

    Returns:
        np.ndarray: ``(2, 3)``.
    """
    factors = width / side, height / side
    starts = [factor / 2 - 0.5 - start for factor, start in zip(factors, corner)]
    return np.array([[x * factors[0], y * factors[1], offset + x * starts[0] + y * starts[1]]
                     for x, y, offset in matrix.tolist()])


def pack_for_device(square: np.ndarray, views: Sequence[ViewParameters], noise: bool,
                    as_list: bool) -> List[Tensor]:
    """What the loader collates.

    Args:
        square (np.ndarray): uint8 ``(S, S, 3)``.
        views (Sequence[ViewParameters]): V views of it.
        noise (bool): Whether what is erased is filled with noise; its seeds are drawn here.
        as_list (bool): Whether the views come out as a list, or the one by itself.

    Returns:
        list[Tensor]: uint8 ``(3, S, S)``, and float32 ``(V, 15)``, or ``(15,)``.
    """
    seeds = np.random.randint(0, MAX_SEED, len(views)).tolist() if noise else None
    packed = torch.from_numpy(pack_views(views, seeds))
    # Lists are left alone by PackInputs, and any preprocessor but ours fails on them.
    return [torch.from_numpy(np.ascontiguousarray(square.transpose(2, 0, 1))),
            packed if as_list else packed[0]]
