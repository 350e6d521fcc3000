"""The size that a Matroska or WebM file says it has."""
import os.path as osp
from typing import BinaryIO, Optional, Tuple

_HEADER, _SEGMENT = 0x1A45DFA3, 0x18538067
_TAIL = 64  # bytes of zeros: what a download has not filled yet


def is_whole(path: str) -> bool:
    """Whether a file has all that its segment announces.

    Args:
        path (str): The file (RFC 8794, 4 to 6: identity and size of an EBML element).

    Returns:
        bool: False also if it announces nothing, as of a live stream, ends with zeros, or is no
        Matroska file on a disk.
    """
    if not osp.isfile(path):
        return False
    with open(path, 'rb') as file:
        header = _read_element(file)
        if header is None or header[0] != _HEADER or header[1] is None:
            return False
        file.seek(header[1], 1)
        segment = _read_element(file)
        if segment is None or segment[0] != _SEGMENT or segment[1] is None:
            return False
        end = file.tell() + segment[1]
        if osp.getsize(path) < end:
            return False
        file.seek(max(end - _TAIL, 0))
        return any(file.read(min(_TAIL, end)))


def _read_element(file: BinaryIO) -> Optional[Tuple[int, Optional[int]]]:
    """Identity and size of the element that begins here; None for a size that is not known."""
    identity, size = _read_number(file), _read_number(file)
    if identity is None or size is None:
        return None
    mark = 1 << 7 * size[1]  # in front of the digits
    return identity[0], None if size[0] == 2 * mark - 1 else size[0] - mark


def _read_number(file: BinaryIO) -> Optional[Tuple[int, int]]:
    """A number with the mark of its length, and its bytes."""
    first = file.read(1)
    if not first or not first[0]:
        return None
    length = 9 - first[0].bit_length()
    content = first + file.read(length - 1)
    return (int.from_bytes(content, 'big'), length) if len(content) == length else None
