"""Images that cannot be read or aligned, or are not what they seem."""
from typing import Dict, Iterator, List, Sequence

from .finding import Finding
from .image_scan import ImageScan
from .parts import Part


def find_image_faults(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    """Look at the images one by one.

    Args:
        parts (Sequence[Part]): The datasets.
        scans (dict[str, ImageScan]): Of the images; empty if they were not read.

    Yields:
        Finding: Unreadable images, missing and wrong landmarks, unusual pixels.
    """
    for part in parts:
        damaged = [path for path in part.paths if path in scans and scans[path].damage]
        if damaged:
            yield Finding(True, f'{len(damaged)} images of {part.name} cannot be read, first: '
                          f'{damaged[0]} ({scans[damaged[0]].damage}); get them again, or take '
                          'them out of the image list')
        if part.no_landmarks:
            yield Finding(True, f'{len(part.no_landmarks)} images of {part.name} have no line in '
                          f'the landmark file of AlignFace, first: {part.no_landmarks[0]}; add '
                          'them, correct `root`, or take them out of the image list')
        yield from _landmarks(part, scans)
        yield from _remarks(part, scans)


def _landmarks(part: Part, scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    if part.aligner is None:
        return
    missing, faults = set(part.no_landmarks), {}
    for path in part.paths:
        size = scans[path].size if path in scans and not part.stored_pixels else None
        fault = path not in missing and part.aligner.find_fault(path, size)
        if fault:
            faults[path] = fault
    if faults:
        first = next(iter(faults))
        yield Finding(True, f'{len(faults)} of {len(part.paths)} images of {part.name} have '
                      f'landmarks in {part.aligner.landmarks} that cannot be right, first: {first} '
                      f'({faults[first]}); correct the lines, or take the images out')


def _remarks(part: Part, scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    paths: Dict[str, List[str]] = {}
    for path in part.paths:
        for remark in scans[path].remarks if path in scans else ():
            paths.setdefault(remark, []).append(path)
    for remark, found in paths.items():
        yield Finding(False, f'{len(found)} images of {part.name} are not plain: {remark}; first: '
                      f'{found[0]}')
