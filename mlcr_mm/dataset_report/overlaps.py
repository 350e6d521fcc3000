"""Images and subjects that come twice."""
import os.path as osp
from collections import Counter
from itertools import combinations
from typing import Callable, Dict, Iterator, Sequence

from mlcr_mm.datasets import shared_subjects

from .finding import Finding
from .image_scan import ImageScan
from .parts import Part

#: What is wrong with images in two parts, by their roles.
_LEAKS = {
    ('train', 'val'): 'the validation would measure what was learnt by heart',
    ('train', 'test'): 'the test would measure what was learnt by heart',
    ('val', 'test'): 'a checkpoint chosen by the validation would know the test',
}


def find_overlaps(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    """Look for images and subjects that are in two parts, and for images that come twice in one.

    Args:
        parts (Sequence[Part]): The datasets.
        scans (dict[str, ImageScan]): Of the images: they are compared by content. Empty if they
            were not read: they are compared by path.

    Yields:
        Finding: What training with :class:`mlcr_mm.engine.PartsDisjointHook` refuses is an error.
    """
    ways = [('path', osp.realpath)]
    if scans:
        ways = [('content', lambda path: path in scans and scans[path].digest or
                 osp.realpath(path))]  # images that are drawn have no file
    for way, identify in ways:
        yield from _duplicates(parts, way, identify)
        keys = [{identify(path) for path in part.paths} for part in parts]
        for (first, first_keys), (second, second_keys) in combinations(zip(parts, keys), 2):
            shared = len(first_keys & second_keys)
            if shared and (first.is_train or second.role != first.role):
                harm = _LEAKS.get((first.role, second.role), 'they count twice in an epoch')
                yield Finding(first.role != second.role, f'{shared} images are in {first.name} and '
                              f'in {second.name} (same {way}): {harm}; take them out of one, by '
                              'another folder or its image_list')
    yield from _subjects(parts)


def _subjects(parts: Sequence[Part]) -> Iterator[Finding]:
    for first, second in combinations(parts, 2):
        if first.role == second.role:
            continue
        for database, names in shared_subjects(first.dataset, second.dataset).items():
            yield Finding(True, f'{len(names)} subjects of {database} are in {first.name} and in '
                          f'{second.name}, e.g. {names[:3]}: the result would be of known persons; '
                          'correct `fold`, `subjects` or `image_list`')


def _duplicates(parts: Sequence[Part], way: str, identify: Callable) -> Iterator[Finding]:
    for part in parts:
        counts = Counter(identify(path) for path in part.paths)
        surplus = len(part.paths) - len(counts)
        if not surplus:
            continue
        first: Dict[object, bytes] = {}
        differing = sum(first.setdefault(identify(path), labels.tobytes()) != labels.tobytes()
                        for path, labels in zip(part.paths, part.labels))
        yield Finding(False, f'{surplus} images of {part.name} are copies of others (same {way}), '
                      f'{differing} of them with other labels; keep one of each')
