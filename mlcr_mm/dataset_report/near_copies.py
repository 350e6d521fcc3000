"""Finding copies of images that were compressed or resized anew."""
from typing import Iterator, Optional, Sequence, Tuple

import cv2
import numpy as np

_SIDE, _KEPT = 64, 16  # px of the reduced image, coefficients kept per axis: 256 bits
# On rendered faces (4,220 of 7,800 persons, in crops of one alignment) the hashes of different
# images differ in 42 bits or more; after JPEG of quality 20, half or double size, or other
# brightness those of one image differ in 24 at most. A cut border is not found.
MAX_DIFFERING_BITS = 25
_CHUNK = 4096  # rows compared at a time


def perceptual_hash(image: np.ndarray) -> bytes:
    """Signs of the lowest frequencies of an image.

    Args:
        image (np.ndarray): BGR, uint8 ``(H, W, 3)``.

    Returns:
        bytes: 256 bits; empty for an image of hardly any contrast, which has no signs to compare.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    grey = cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    if grey.std() < 2:
        return b''
    frequencies = cv2.dct(grey)[:_KEPT, :_KEPT]
    frequencies[0, 0] = 0
    return np.packbits(frequencies > 0).tobytes()


def find_near_copies(first: Sequence[bytes],
                     second: Sequence[bytes]) -> Iterator[Tuple[int, int]]:
    """Pairs of images that look the same.

    Every hash is compared with every other one by a product of matrices: seconds for 10,000
    and 10,000 images.

    Args:
        first (Sequence[bytes]): Hashes of :func:`perceptual_hash`; empty ones are passed over.
        second (Sequence[bytes]): Likewise.

    Yields:
        tuple[int, int]: Positions in both; of several in ``second``, the most alike.
    """
    rows, columns = _known(first), _known(second)
    if rows is None or columns is None:
        return
    least = 8 * len(first[rows[0][0]]) - 2 * MAX_DIFFERING_BITS
    for start in range(0, len(rows[0]), _CHUNK):
        part = rows[1][start:start + _CHUNK]
        best, at = np.full(len(part), -np.inf, np.float32), np.zeros(len(part), int)
        for begin in range(0, len(columns[0]), _CHUNK):
            likeness = part @ columns[1][begin:begin + _CHUNK].T  # bits that agree minus others
            here = likeness.argmax(axis=1)
            value = likeness[np.arange(len(part)), here]
            at[value > best] = here[value > best] + begin
            best = np.maximum(best, value)
        for row in np.flatnonzero(best >= least):
            yield int(rows[0][start + row]), int(columns[0][at[row]])


def _known(hashes: Sequence[bytes]) -> Optional[Tuple[np.ndarray, np.ndarray]]:
    """Positions of the hashes that are not empty, and their bits as -1 and 1, float32."""
    known = [index for index, value in enumerate(hashes) if value]
    if not known:
        return None
    data = np.frombuffer(b''.join(hashes[index] for index in known), np.uint8)
    bits = np.unpackbits(data.reshape(len(known), -1), axis=1)
    return np.array(known), 2 * bits.astype(np.float32) - 1
