"""Decoding all images once, with all cores."""
from collections import Counter
from hashlib import blake2b
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from rich.console import Console
from rich.progress import Progress

from mlcr_mm.files import decode_image
from mlcr_mm.parallel import available_cores, parallel_map

_BATCH = 64


class ImageScan(NamedTuple):
    """What was found in an image file.

    Attributes:
        digest (bytes): Hash of the file's content; files of the same hash are the same.
        size (tuple[int, int], optional): Height and width in pixels; None if it is unreadable.
        damage (str): What is wrong, '' if nothing.
    """

    digest: bytes
    size: Optional[Tuple[int, int]]
    damage: str


def _scan(path: str) -> ImageScan:
    try:
        with open(path, 'rb') as file:
            data = file.read()
    except OSError as error:
        return ImageScan(b'', None, str(error))
    digest = blake2b(data, digest_size=16).digest()
    try:
        return ImageScan(digest, decode_image(data).shape[:2], '')
    except ValueError as error:
        return ImageScan(digest, None, str(error))


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
