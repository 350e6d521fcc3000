"""Whether the parts of a PNG lie within the file."""

SIGNATURE = b'\x89PNG\r\n\x1a\n'
_AROUND = 12  # bytes of a chunk beside its content: length, type, checksum


def check_png_chunks(data: bytes) -> None:
    """Refuse a PNG of which a chunk is longer than what the file has left.

    OpenCV takes as much memory as a chunk asks for, 4 GB for a file of 130 bytes, before it looks
    whether it is there.

    Args:
        data (bytes): Any file; one that is no PNG passes.

    Raises:
        ValueError: If a chunk before the last one, ``IEND``, leaves the file.
    """
    place = len(SIGNATURE)
    while data.startswith(SIGNATURE) and place + 8 <= len(data):
        length = int.from_bytes(data[place:place + 4], 'big')
        if place + _AROUND + length > len(data):
            raise ValueError('a part of the PNG is longer than the file, which is damaged or cut '
                             'short')
        if data[place + 4:place + 8] == b'IEND':
            return
        place += _AROUND + length
