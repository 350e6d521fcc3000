"""Counting images that cannot be read."""
import logging

import torch
from mmengine.logging import print_log


class BrokenImages:
    """The broken images of one dataset, known to all its loader workers.

    One byte per image in shared memory: workers that are forked see and set the same flags, an
    image that several of them meet counts once, and it is not read a second time. In distributed
    training each process counts the images that it meets.

    Args:
        num_images (int): Size of the dataset.
        max_share (float): Share of the images that may be broken. One may be unless it is 0.
        source (str): Name of the dataset, for messages.

    Raises:
        ValueError: If ``max_share`` is no share.
    """

    def __init__(self, num_images: int, max_share: float, source: str) -> None:
        if not 0 <= max_share <= 1:
            raise ValueError(f'max_broken_share must be from 0 to 1, got {max_share}')
        self.max_share = max_share
        self.limit = max(int(max_share * num_images + 1e-6), int(max_share > 0))
        self.source = source
        self._flags = torch.zeros(num_images, dtype=torch.uint8).share_memory_()

    def __contains__(self, index: int) -> bool:
        return bool(self._flags[index])

    def __len__(self) -> int:
        return int(self._flags.sum())

    def add(self, index: int, error: Exception) -> None:
        """Count a broken image and log it by name.

        Args:
            index (int): Its index.
            error (Exception): What was wrong; names the file.

        Raises:
            RuntimeError: If too many images are broken.
        """
        self._flags[index] = 1
        count = f'{len(self)} of {len(self._flags)} images of {self.source} so far'
        print_log(f'{error}. Another image takes its place ({count})', logger='current',
                  level=logging.WARNING)
        if len(self) > self.limit:
            raise RuntimeError(
                f'too many broken images: {count}, and max_broken_share={self.max_share} allows '
                f'{self.limit}. The last one: {error}. Fetch them again, or raise '
                'max_broken_share of the dataset')
