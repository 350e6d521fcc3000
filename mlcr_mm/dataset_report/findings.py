"""What is wrong with the datasets, in sentences."""
from typing import Dict, Iterator, List, Sequence, Tuple

import numpy as np

from mlcr_mm.alignment import check_alignment
from mlcr_mm.datasets.image_fit import enlarged, not_aligned, too_small
from mlcr_mm.labels import known_mask

from .copies import find_copies
from .finding import Finding
from .image_faults import find_image_faults
from .image_scan import ImageScan, image_sizes
from .overlaps import find_overlaps
from .parts import Part
from .statistics import count_labels


def find_problems(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> List[Finding]:
    """Look for everything that would make training or its figures wrong.

    Args:
        parts (Sequence[Part]): The datasets.
        scans (dict[str, ImageScan]): Of the images; empty if they were not read.

    Returns:
        list[Finding]: Errors first.
    """
    findings = [*_labels(parts), *find_image_faults(parts, scans), *_alignment(parts, scans),
                *_sizes(parts, scans), *_small_images(parts, scans),
                *find_overlaps(parts, scans), *find_copies(parts, scans)]
    return sorted(findings, key=lambda finding: not finding.is_error)


def _labels(parts: Sequence[Part]) -> Iterator[Finding]:
    for part in parts:
        if part.classes != parts[0].classes:
            yield Finding(True, f'{part.name} has the labels {part.classes}, {parts[0].name} has '
                          f'{parts[0].classes}: set the same `classes`, in the same order')
            return
    classes, train = parts[0].classes, [part for part in parts if part.is_train]
    if train:
        labels = np.concatenate([part.labels for part in train])
        if not known_mask(labels).any():
            yield Finding(True, 'no training image has a label: name a labelled dataset in '
                          'train_dataloader')
        else:
            counts = count_labels(labels)
            for number, kind in ((counts.present, 'positive'), (counts.absent, 'negative')):
                names = [name for name, count in zip(classes, number) if not count]
                if names:
                    yield Finding(True, f'{", ".join(names)}: no {kind} training image, so that '
                                  'nothing can be learnt; take them out of `classes`, or label '
                                  'more images')
    for part in parts:
        names = [name for name, count in zip(classes, count_labels(part.labels).present)
                 if not count]
        if not part.is_train and names and len(names) == len(classes):
            yield Finding(True, f'{part.name} has no positive image of any label, so that nothing '
                          'can be measured on it: take other images, or label more of them')
        elif not part.is_train and names:
            yield Finding(False, f'{", ".join(names)}: no positive image in {part.name}, so that '
                          'they have no F1 and are left out of its average')


def _alignment(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    recorded = [part for part in parts if part.alignment]
    for part in recorded[1:]:
        try:
            check_alignment(part.alignment, recorded[0].alignment, part.name)
        except ValueError as error:
            yield Finding(True, f'{error}, as those of {recorded[0].name} are')
    silent = [part.name for part in parts if not part.alignment]
    if recorded and silent:
        yield Finding(False, f'{", ".join(silent)}: no alignment.json beside the images, whereas '
                      f'{recorded[0].name} has one; make sure that they are aligned alike')
    elif not recorded and not any(part.comes_aligned for part in parts):
        for wanted in {part.wanted: None for part in parts if part.has_files}:
            alike = [part for part in parts if part.has_files and part.wanted == wanted]
            sizes = dict(item for part in alike for item in _sizes_of(part, scans).items())
            sentence = not_aligned(', '.join(part.name for part in alike), sizes, wanted)
            if sentence:
                yield Finding(False, sentence)


def _small_images(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    for part in parts:
        sizes = {} if part.aligned_size else _sizes_of(part, scans)
        for is_error, describe in ((True, too_small), (False, enlarged)):
            sentence = describe(part.name, sizes, part.wanted)
            if sentence:
                yield Finding(is_error, sentence)


def _sizes_of(part: Part, scans: Dict[str, ImageScan]) -> Dict[str, Tuple[int, int]]:
    """Each image that was read, to its height and width."""
    return {path: scans[path].size for path in part.paths if path in scans and scans[path].size}


def _sizes(parts: Sequence[Part], scans: Dict[str, ImageScan]) -> Iterator[Finding]:
    """Crops of one alignment have one size; other images are likely not aligned at all."""
    sizes = {}
    for part in parts:
        if part.aligned_size:
            sizes.setdefault((part.aligned_size, part.aligned_size), part)
            continue
        for size in image_sizes([scans[path] for path in part.paths if path in scans]):
            sizes.setdefault(size, part)
    if len(sizes) > 1:
        shown = ', '.join(f'{height}x{width} in {part.name}'
                          for (height, width), part in list(sizes.items())[:3])
        resized = all(part.resizes for part in parts)
        remedy = ('; every pipeline brings them to one size, which is right for images that are no '
                  'aligned faces' if resized else
                  ': align them (tools/align_faces.py), or put AlignFace into the pipeline')
        yield Finding(not resized, f'the images have {len(sizes)} sizes ({shown}), so that they '
                      f'cannot all be aligned alike{remedy}')
