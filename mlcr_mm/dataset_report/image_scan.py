"""Decoding all images once, with all cores."""
from collections import Counter
from hashlib import blake2b
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from rich.console import Console
from rich.progress import Progress

from mlcr_mm.files import BrokenImageError, decode, read_file
from mlcr_mm.parallel import available_cores, parallel_map

from .near_copies import perceptual_hash

_BATCH = 64


class ImageScan(NamedTuple):
    """What was found in an image file.

    Attributes:
        digest (bytes): Hash of the file's content; files of the same hash are the same.
        size (tuple[int, int], optional): Height and width in pixels; None if it is unreadable.
        damage (str): What is wrong, '' if nothing.
        remarks (tuple[str, ...]): What was done to the image, see :mod:`mlcr_mm.files`.
        likeness (bytes): Of :func:`perceptual_hash`; empty if there is none.
    """

    digest: bytes
    size: Optional[Tuple[int, int]]
    damage: str
    remarks: Tuple[str, ...] = ()
    likeness: bytes = b''


def _scan(path: str) -> ImageScan:
    digest = b''
    try:
        data = read_file(path)
        digest = blake2b(data, digest_size=16).digest()
        image, remarks, _ = decode(data, path)
    except BrokenImageError as error:
        return ImageScan(digest, None, error.damage)
    return ImageScan(digest, image.shape[:2], '', remarks, perceptual_hash(image))


def _scan_batch(paths: Sequence[str]) -> List[Tuple[str, ImageScan]]:
    return [(path, _scan(path)) for path in paths]


def scan_images(paths: Sequence[str], workers: int = 0) -> Dict[str, ImageScan]:
    """Decode and hash image files; a progress bar is shown.

    Args:
        paths (Sequence[str]): The files; those named twice are read once.
        workers (int): Processes; 0 takes all cores. Defaults to 0.

    Returns:
        dict[str, ImageScan]: Path to result.
    """
    paths = list(dict.fromkeys(paths))
    batches = (paths[start:start + _BATCH] for start in range(0, len(paths), _BATCH))
    scans: Dict[str, ImageScan] = {}
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task('reading images', total=len(paths))
        for batch in parallel_map(_scan_batch, batches, workers or available_cores()):
            scans.update(batch)
            progress.update(task, advance=len(batch))
    return scans


def image_sizes(scans: Sequence[ImageScan]) -> Counter:
    """Image size (height, width) to number of images; unreadable ones are left out."""
    return Counter(scan.size for scan in scans if scan.size)
