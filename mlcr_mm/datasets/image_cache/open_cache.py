"""Finding the cache of a list of images, or making it."""
import hashlib
import json
import logging
import os
import os.path as osp
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, ContextManager, Iterable, Iterator, List, Optional

import cv2
import numpy as np
from filelock import FileLock, Timeout
from mmengine.logging import print_log

from mlcr_mm.files import BrokenImageError, replacing
from mlcr_mm.parallel import available_cores
from mlcr_mm.progress import track

from .decoding import Decoding
from .file_stamps import file_stamps
from .image_cache import ImageCache, write_images

_VERSION = 1
_WINDOW = 64  # images that are decoded at a time
_REMEDY = 'free some space, take another cache_dir, or leave cache_dir out'


def open_dataset_cache(cache_dir: str, folder: str, names: Optional[Iterable[str]],
                       loader: Any) -> ImageCache:
    """The cache of the images of a dataset.

    Args:
        cache_dir (str): Where caches are kept.
        folder (str): Of the images.
        names (Iterable[str], optional): Of all images in it, in order; None where they are no
            files.
        loader (Any): First transform of the pipeline.

    Raises:
        ValueError: If this dataset or loader cannot have one.
        OSError: See :func:`open_image_cache`.
    """
    decoding = getattr(loader, 'decoding', None)
    if names is None or decoding is None or '://' in folder:
        raise ValueError('cache_dir is for datasets of local image files, whose pipeline begins '
                         "with dict(type='LoadImageFromFile'), with no other settings than "
                         'color_type and to_float32: leave cache_dir out here')
    return open_image_cache(cache_dir, [osp.join(folder, name) for name in names], decoding)


def open_image_cache(folder: str, paths: List[str], decoding: Decoding) -> ImageCache:
    """The cache of these images; made where there is none, or a file has changed.

    It is written beside and put in its place when it is complete, by one process; others wait.

    Args:
        folder (str): Where caches are kept.
        paths (list[str]): The files, which name the cache together with ``decoding``. Sizes and
            time stamps tell whether it is up to date.
        decoding (Decoding): How they are decoded.

    Returns:
        ImageCache: Of as many images; those that cannot be decoded are missing in it.

    Raises:
        OSError: If it cannot be written, or the disk has no room for it.
    """
    path = osp.join(folder, f'{_digest(paths, decoding)}.images')
    stamps = file_stamps(paths, f'looking whether {len(paths)} images have changed', len(paths))
    key = json.dumps(dict(version=_VERSION, decoder=cv2.__version__, decoding=decoding,
                          stamps=hashlib.sha256(stamps.tobytes()).hexdigest()))
    cache = _existing(path, key, decoding)
    if cache is None:
        os.makedirs(folder, exist_ok=True)
        with _locked(path):
            cache = _existing(path, key, decoding)  # made by the process that held the lock
            if cache is None:
                _make(path, key, paths, decoding)
                cache = ImageCache(path, key, decoding)
    print_log(f'{len(paths)} images are read from {path} ({cache.nbytes / 2**20:.0f} MiB)',
              logger='current', level=logging.INFO)
    return cache


def _digest(paths: List[str], decoding: Decoding) -> str:
    """What the file is called by: not by time stamps, so that a new one replaces the old."""
    digest = hashlib.sha256(str(decoding).encode())
    for path in paths:
        digest.update(os.fsencode(osp.abspath(path)) + b'\0')
    return digest.hexdigest()[:16]


def _existing(path: str, key: str, decoding: Decoding) -> Optional[ImageCache]:
    if not osp.isfile(path):
        return None
    try:
        return ImageCache(path, key, decoding)
    except Exception as error:  # damaged headers fail in ways that no list of types covers
        print_log(f'the image cache {path} is of no use ({error}); it is made anew',
                  logger='current', level=logging.INFO)
        return None


def _locked(path: str) -> ContextManager:
    """Wait for the lock of a file, which the system takes from a process that is killed."""
    lock = FileLock(f'{path}.lock')
    try:
        return lock.acquire(timeout=1)
    except Timeout:
        print_log(f'another process makes the image cache {path}; waiting for it',
                  logger='current', level=logging.INFO)
        return lock.acquire()


def _make(path: str, key: str, paths: List[str], decoding: Decoding) -> None:
    start, folder = time.time(), osp.dirname(path)
    try:
        with replacing(path) as temporary, open(temporary, 'wb') as file:
            images = track(_decoded(paths, decoding),
                           f'decoding {len(paths)} images into {folder}', len(paths),
                           any_rank=True)
            write_images(file, key, _checked(images, folder, len(paths)))
    except OSError as error:
        raise OSError(f'the image cache {path} cannot be written '
                      f'({error.strerror or error}): {_REMEDY}') from error
    print_log(f'decoded {len(paths)} images in {time.time() - start:.0f} s', logger='current',
              level=logging.INFO)


def _decoded(paths: List[str], decoding: Decoding) -> Iterator[Optional[np.ndarray]]:
    def decode(path: str) -> Optional[np.ndarray]:
        try:
            return decoding.load(path)
        except BrokenImageError:  # it is met again where it is loaded
            return None

    left = iter(paths)
    with ThreadPoolExecutor(available_cores()) as pool:
        while window := list(islice(left, _WINDOW)):
            yield from pool.map(decode, window)


def _checked(images: Iterable[Optional[np.ndarray]], folder: str,
             total: int) -> Iterator[Optional[np.ndarray]]:
    """Refuse early what the disk has no room for, by the sizes of the first images."""
    head = list(islice(images := iter(images), _WINDOW))
    needed = sum(image.nbytes for image in head if image is not None) * total / max(len(head), 1)
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise OSError(f'it needs about {needed / 1e9:.3g} GB, {free / 1e9:.3g} GB are free')
    yield from head
    yield from images
