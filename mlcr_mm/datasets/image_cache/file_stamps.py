"""Whether files have changed."""
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Iterable, Iterator, List, Sequence

import numpy as np

from mlcr_mm.progress import track

_THREADS = 16  # a network drive answers many questions at a time
_CHUNK = 256


def file_stamps(paths: Iterable[str], what: str, total: int) -> np.ndarray:
    """Size and time stamp of each file.

    Args:
        paths (Iterable[str]): N files.
        what (str): The work, for the bar.
        total (int): N.

    Returns:
        np.ndarray: int64 ``(N, 2)``, bytes and nanoseconds; -1 where there is no file.
    """
    stamps = np.full((total, 2), -1, np.int64)
    with ThreadPoolExecutor(_THREADS) as pool:
        found = pool.map(_stamps, _chunks(paths))
        chunks = track(found, what, -(-total // _CHUNK), any_rank=True)
        for start, chunk in zip(range(0, total, _CHUNK), chunks):
            stamps[start:start + len(chunk)] = chunk
    return stamps


def _chunks(paths: Iterable[str]) -> Iterator[List[str]]:
    chunk: List[str] = []
    for path in paths:
        chunk.append(path)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _stamps(paths: Sequence[str]) -> List[tuple]:
    return [_stamp(path) for path in paths]


def _stamp(path: str) -> tuple:
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # ValueError: a zero byte in the name
        return -1, -1
    return status.st_size, status.st_mtime_ns
