"""Images of one part that look like those of another."""
from itertools import combinations
from typing import Dict, Iterator, Sequence

from .finding import Finding
from .image_scan import ImageScan
from .near_copies import find_near_copies
from .parts import Part

_SHOWN = 3  # pairs in a sentence


def find_copies(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    """Compare the looks of the images for training with those of the other parts.

    Args:
        parts (Sequence[Part]): The datasets.
        scans (dict[str, ImageScan]): Of the images; empty if they were not read.

    Yields:
        Finding: Near-copies; the same content is :func:`find_overlaps`'s.
    """
    for first, second in combinations(parts, 2):
        if first.is_train != second.is_train:
            train, other = (first, second) if first.is_train else (second, first)
            yield from _near_copies(train, other, scans)


def _near_copies(train: Part, other: Part, scans: Dict[str, ImageScan]) -> Iterator[Finding]:
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
