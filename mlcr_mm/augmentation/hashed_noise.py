"""Noise that is the same on every device."""
import torch
from torch import Tensor

_MASK = 0xFFFFFFFF


def hashed_noise(seeds: Tensor, size: int) -> Tensor:
    """Pixels that follow from a seed alone: those of a generator differ between devices.

    Args:
        seeds (Tensor): ``(N,)``, whole numbers.
        size (int): Side of the images.

    Returns:
        Tensor: float32 ``(N, 3, size, size)``, whole numbers in 0..255.
    """
    places = torch.arange(3 * size * size, device=seeds.device).view(1, 3, size, size)
    # Of Wellons' hash lowbias32; int64 keeps the lower 32 bits of a product right.
    values = (places * 0x9E3779B1 + seeds.long().view(-1, 1, 1, 1) * 0x85EBCA77) & _MASK
    values = ((values ^ values >> 16) * 0x7FEB352D) & _MASK
    values = ((values ^ values >> 15) * 0x846CA68B) & _MASK
    return ((values ^ values >> 16) & 255).float()
