"""File names and labels of many images in two arrays.

A dictionary per image costs about a kilobyte, and every process that touches it gets a copy of its
own. Here a sample is its labels (one byte each) and its name, one after the other in one array of
bytes, with the end of each sample in a second one: loader workers share both with the process that
started them. The two arrays have the form of :class:`mmengine.dataset.BaseDataset`'s ``data_bytes``
and ``data_address``, so that its subsets work on them.
"""
import os
from typing import Iterator, Optional, Sequence, Tuple

import numpy as np

Packed = Tuple[np.ndarray, np.ndarray]


def pack_samples(names: Sequence[str], labels: Optional[np.ndarray] = None) -> Packed:
    """Pack samples.

    Args:
        names (Sequence[str]): N names.
        labels (np.ndarray, optional): Label codes ``(N, C)``. None packs names only.

    Returns:
        tuple[np.ndarray, np.ndarray]: uint8 bytes, and int64 ``(N,)`` ends of the samples in them.
    """
    samples = [os.fsencode(name) for name in names]
    if labels is not None:
        samples = [row.tobytes() + name for row, name in zip(labels.astype(np.int8), samples)]
    ends = np.cumsum([len(sample) for sample in samples], dtype=np.int64)
    return np.frombuffer(b''.join(samples), dtype=np.uint8), ends


def unpack_sample(data: np.ndarray, ends: np.ndarray, index: int,
                  num_labels: int = 0) -> Tuple[str, np.ndarray]:
    """Name and labels of one sample.

    Args:
        data (np.ndarray): Of :func:`pack_samples`.
        ends (np.ndarray): Of :func:`pack_samples`.
        index (int): From 0 to N - 1.
        num_labels (int): C; 0 where names only were packed.

    Returns:
        tuple[str, np.ndarray]: Name, and float32 label codes ``(C,)``.
    """
    sample = data[ends[index - 1] if index else 0:ends[index]]
    labels = sample[:num_labels].view(np.int8).astype(np.float32)
    return os.fsdecode(sample[num_labels:].tobytes()), labels


def unpack_names(data: np.ndarray, ends: np.ndarray, num_labels: int = 0) -> Iterator[str]:
    """The names of all samples, in order."""
    view, start = memoryview(data), 0
    for end in ends.tolist():
        yield os.fsdecode(bytes(view[start + num_labels:end]))
        start = end


def unpack_labels(data: np.ndarray, ends: np.ndarray, num_labels: int) -> np.ndarray:
    """The label codes of all samples, float32 ``(N, C)``."""
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])[:len(ends)]
    codes = data[starts[:, None] + np.arange(num_labels)]  # (N, C)
    return codes.view(np.int8).astype(np.float32)
