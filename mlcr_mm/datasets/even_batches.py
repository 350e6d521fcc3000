"""Orders of images, cut into batches."""
import math
from typing import Iterator, List

import torch


def repeat_shuffled(num_images: int, length: int, generator: torch.Generator) -> List[int]:
    """Indices of images, one permutation after the other.

    Args:
        num_images (int): N, >= 1.
        length (int): Number of indices, >= 1.
        generator (torch.Generator): Gives the permutations.

    Returns:
        list[int]: In 0..N-1; no image comes more than once more often than another.
    """
    rounds = math.ceil(length / num_images)
    orders = [torch.randperm(num_images, generator=generator) for _ in range(rounds)]
    return torch.cat(orders)[:length].tolist()


def cut_evenly(indices: List[int], num_batches: int, rank: int,
               world_size: int) -> Iterator[List[int]]:
    """Cut a joined order evenly into batches, and give a process its share of each.

    Args:
        indices (list[int]): The order, the same in every process; where it does not divide by the
            number of processes, it starts over.
        num_batches (int): >= 1.
        rank (int): Of the process.
        world_size (int): Number of processes.

    Yields:
        list[int]: A batch of the process. All processes have equally many images in the same batch,
        and the batches of a process differ by one image at most.
    """
    padding = -len(indices) % world_size
    indices = indices + (indices * world_size)[:padding]
    per_process = len(indices) // world_size
    for batch in range(num_batches):
        start, end = (per_process * (batch + step) // num_batches for step in (0, 1))
        share = end - start
        first = start * world_size + rank * share
        yield indices[first:first + share]
