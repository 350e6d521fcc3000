"""An index of the images in a folder tree or a list, kept on disk between runs.

Walking through a million files, or asking whether each exists, takes minutes on a network drive. So
the result is kept in a file. It is used again as long as nothing has changed, which costs a look at
each *folder*, not at each image: adding, removing or renaming a file changes the time stamp of its
folder. Whatever does not fit, the index is built anew.
"""
import hashlib
import json
import logging
import os
import os.path as osp
import time
from collections import Counter
from heapq import heappop, heappush
from typing import Dict, List, Optional, Tuple

from mmengine.logging import print_log

from mlcr_mm.files import describe_skipped, readable_suffixes
from mlcr_mm.progress import track

from .image_list import find_existing_images, read_image_list
from .index_file import read_index_file, write_index_file
from .packed_samples import Packed, pack_samples

#: Smaller indices are not kept unless a file is named: building them takes no time.
MIN_CACHED_IMAGES = 50_000

_VERSION = 2
_SETTLED_NS = 2 * 10**9  # a folder changed less than this ago may change again unnoticed
_NEVER = -1


def load_image_index(folder: str,
                     image_list: Optional[str] = None,
                     index_file: Optional[str] = None,
                     max_missing_share: float = 0.) -> Packed:
    """Names of the images in a folder tree or a list, from the index file if it is up to date.

    Args:
        folder (str): The folder; searched with its sub-folders unless ``image_list`` is given.
        image_list (str, optional): File with one image per line, relative to ``folder``.
        index_file (str, optional): Where the index is kept. Defaults to None: a file in
            ``~/.cache/mlcr_mm`` (or below ``$XDG_CACHE_HOME``) for :data:`MIN_CACHED_IMAGES`
            images or more.
        max_missing_share (float): Share of the images of the list that may be missing. Defaults to
            0.

    Returns:
        tuple[np.ndarray, np.ndarray]: Names relative to ``folder``, as :func:`pack_samples` gives
        them; mapped from the index file, so that processes share them.

    Raises:
        FileNotFoundError: If the folder, the list or an image does not exist.
        ValueError: If there is no image, or the index file would lie in the folder.
    """
    if not osp.isdir(folder):
        raise FileNotFoundError(f'folder of unlabelled images {folder} does not exist; check '
                                'data_prefix and data_root in the config')
    key = _describe(folder, image_list, max_missing_share)
    path = index_file or _default_file(key)
    inside = osp.realpath(path).startswith(osp.join(osp.realpath(folder), ''))
    if inside and index_file:
        raise ValueError(f'index_file {path} lies in the folder {folder} that it describes, and '
                         'writing it would make it out of date; put it elsewhere')
    packed = read_index_file(path, key)
    if packed is not None:
        return packed
    start = time.time()
    if image_list:
        names, folders = _check_list(folder, image_list, max_missing_share)
    else:
        names, folders = _find_images(folder)
    packed = pack_samples(names)
    print_log(f'found {len(names)} images in {image_list or folder} in {time.time() - start:.1f} s',
              logger='current', level=logging.INFO)
    if index_file or (len(names) >= MIN_CACHED_IMAGES and not inside):
        write_index_file(path, key, folders, packed)
    return packed


def _describe(folder: str, image_list: Optional[str], max_missing_share: float) -> str:
    """All that an index depends on but the time stamps of the folders."""
    key: Dict[str, object] = dict(version=_VERSION, folder=osp.realpath(folder))
    if image_list:
        if not osp.isfile(image_list):
            read_image_list(image_list)  # says what is wrong
        status = os.stat(image_list)
        key.update(image_list=osp.realpath(image_list), size=status.st_size,
                   changed=status.st_mtime_ns, max_missing_share=max_missing_share)
    else:
        key.update(suffixes=readable_suffixes())
    return json.dumps(key)


def _default_file(key: str) -> str:
    settings = json.loads(key)
    what = f"{settings['folder']}|{settings.get('image_list')}"
    cache = os.environ.get('XDG_CACHE_HOME') or osp.join(osp.expanduser('~'), '.cache')
    return osp.join(cache, 'mlcr_mm', f'{hashlib.sha256(os.fsencode(what)).hexdigest()[:16]}.index')


def _find_images(folder: str) -> Tuple[List[str], Dict[str, int]]:
    """Names of all images, sorted, and the time stamps of all folders.

    Follows links, after the tree: what lies in it has its own name, whatever leads to it.
    """
    names: List[str] = []
    stamps: Dict[str, int] = {}
    skipped: Counter = Counter()
    waiting, visited = [(False, '')], set()  # a heap: links come after all that is none
    now, suffixes = time.time_ns(), readable_suffixes()
    for _, part in track(iter(lambda: heappop(waiting) if waiting else None, None),
                         f'looking for images in {folder}'):
        path = osp.join(folder, part)
        status = os.stat(path)
        if (status.st_dev, status.st_ino) in visited:
            continue
        visited.add((status.st_dev, status.st_ino))
        stamps[part] = _stamp(status, now)
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith('.'):  # macOS puts ._a.jpg beside each a.jpg
                    skipped['hidden'] += 1
                elif entry.name.lower().endswith(suffixes) and entry.is_file():
                    names.append(osp.join(part, entry.name))
                elif entry.is_dir():
                    heappush(waiting, (entry.is_symlink(), osp.join(part, entry.name)))
                else:
                    skipped[osp.splitext(entry.name)[1].lower() or 'without suffix'] += 1
    held = describe_skipped(skipped)
    if not names:
        raise ValueError(f'folder of unlabelled images {folder} has no image'
                         f'{f" (it has {held})" if held else ""}; its files must end in one of '
                         f'{suffixes}')
    if skipped:
        print_log(f'skipped in {folder}, since they are no images: {held}', logger='current',
                  level=logging.WARNING)
    return sorted(names), stamps  # the order of a listing differs between file systems


def _check_list(folder: str, image_list: str,
                max_missing_share: float) -> Tuple[List[str], Dict[str, int]]:
    """The existing images of a list, and the time stamps of their folders."""
    now = time.time_ns()
    images = read_image_list(image_list)
    parts = {osp.dirname(image) for image in images}
    stamps = {
        part: _stamp(os.stat(path), now)
        for part, path in ((part, osp.join(folder, part)) for part in sorted(parts))
        if osp.isdir(path)
    }
    exists = find_existing_images([osp.join(folder, image) for image in images], image_list,
                                  max_missing_share)
    if len(stamps) < len(parts):  # a folder without a stamp could appear unnoticed
        stamps[''] = _NEVER
    return [image for image, there in zip(images, exists) if there], stamps


def _stamp(status: os.stat_result, now: int) -> int:
    return status.st_mtime_ns if status.st_mtime_ns < now - _SETTLED_NS else _NEVER
