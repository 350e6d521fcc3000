"""The same image, or nearly the same, more than once."""
import os.path as osp
from collections import Counter
from itertools import combinations
from typing import Callable, Dict, Iterator, Sequence, Union

from .finding import Finding
from .image_scan import ImageScan
from .near_copies import find_near_copies
from .parts import Part

_SHOWN = 3  # pairs in a sentence


def find_copies(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    """Compare the images of all parts: by content and by looks if they were read, else by path.

    Args:
        parts (Sequence[Part]): The datasets.
        scans (dict[str, ImageScan]): Of the images; empty if they were not read.

    Yields:
        Finding: The same image in two parts or twice in one, and near-copies between parts.
    """
    yield from _same_images(parts, scans)
    for first, second in combinations(parts, 2):
        if first.is_train != second.is_train:
            yield from _near_copies(first, second, scans)


def _near_copies(first: Part, second: Part, scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    train, other = (first, second) if first.is_train else (second, first)
    hashes = [[scans[path].likeness if path in scans else b'' for path in part.paths]
              for part in (other, train)]
    pairs = [(other.paths[index], train.paths[copy])
             for index, copy in find_near_copies(*hashes)]
    pairs = [pair for pair in pairs if scans[pair[0]].digest != scans[pair[1]].digest]
    if pairs:
        shown = ', '.join(f'{path} and {copy}' for path, copy in pairs[:_SHOWN])
        yield Finding(False, f'{len(pairs)} images of {other.name} look like one of {train.name} '
                      f'(compressed or resized anew?): {shown}; if they are copies, the test '
                      'measures what was learnt by heart: take them out of one')


def _same_images(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    way, identify = 'path', osp.realpath
    if scans:
        way = 'content'

        def identify(path: str) -> Union[bytes, str]:
            return scans[path].digest if path in scans and scans[path].digest else (
                osp.realpath(path))

    yield from _duplicates(parts, way, identify)
    keys = [{identify(path) for path in part.paths} for part in parts]
    for (first, first_keys), (second, second_keys) in combinations(zip(parts, keys), 2):
        shared = len(first_keys & second_keys)
        if shared and (first.is_train or second.is_train):
            leak = first.is_train != second.is_train
            remedy = ('the test would measure what was learnt by heart; take them out of one'
                      if leak else 'they count twice in an epoch; take them out of one')
            yield Finding(leak, f'{shared} images are in {first.name} and in {second.name} '
                          f'(same {way}): {remedy}')


def _duplicates(parts: Sequence[Part], way: str, identify: Callable) -> Iterator[Finding]:
    for part in parts:
        counts = Counter(identify(path) for path in part.paths)
        surplus = len(part.paths) - len(counts)
        if not surplus:
            continue
        rows: Dict[object, set] = {}
        for path, labels in zip(part.paths, part.labels):
            rows.setdefault(identify(path), set()).add(labels.tobytes())
        differing = sum(len(labels) > 1 for labels in rows.values())
        yield Finding(False, f'{surplus} images of {part.name} are copies of others (same {way}), '
                      f'{differing} of them with other labels; keep one of each')
