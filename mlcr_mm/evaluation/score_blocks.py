"""What is kept of many images, as a few arrays."""
from typing import Dict, Iterator, Sequence

import numpy as np

#: Arrays of some images by name; the images lie along the last axis of each.
Block = Dict[str, np.ndarray]


def num_images(block: Block) -> int:
    """How many images a block holds."""
    return next(iter(block.values())).shape[-1]


def join_blocks(blocks: Sequence[Block]) -> Block:
    """One block of all images, in the order given."""
    return {name: np.concatenate([block[name] for block in blocks], axis=-1) for name in blocks[0]}


def first_images(blocks: Sequence[Block], count: int) -> Iterator[Block]:
    """The blocks without the images after the first ``count``."""
    for block in blocks:
        if count <= 0:
            return
        size = num_images(block)
        yield block if size <= count else {
            name: array[..., :count] for name, array in block.items()}
        count -= size


def join_processes(results: Sequence[Sequence[Block]]) -> Block:
    """One block of the images of all processes, which had them in turns.

    Args:
        results (Sequence[Sequence[Block]]): Blocks by process: the first has the images 0, P, 2 P
            and so on, the second 1, P + 1, and so on.

    Returns:
        Block: The images in the order of the dataset.
    """
    parts = [join_blocks(blocks) for blocks in results if blocks]
    whole = join_blocks(parts)
    if len(parts) == 1:
        return whole
    turns = np.concatenate([np.arange(num_images(part)) for part in parts])
    order = np.argsort(turns, kind='stable')
    return {name: array[..., order] for name, array in whole.items()}
