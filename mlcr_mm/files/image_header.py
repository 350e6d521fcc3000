"""What the first bytes of an image file say, read in microseconds."""
from typing import NamedTuple, Optional, Tuple

# Markers of a JPEG frame; C4, C8 and CC in between are something else.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_END, _PNG_END = b'\xff\xd9', b'IEND\xaeB`\x82'


class ImageHeader(NamedTuple):
    """Of an image that OpenCV decodes correctly by itself, as it does in mmcv.

    Attributes:
        pixels (int): Width times height.
        is_whole (bool): Whether the file ends as a whole one does; if not, that must be checked.
        jpeg_size (tuple[int, int]): Height and width of a JPEG as it is stored; 0 of other files.
    """

    pixels: int
    is_whole: bool
    jpeg_size: Tuple[int, int] = (0, 0)


def read_plain_header(data: bytes) -> Optional[ImageHeader]:
    """Recognise grey or coloured JPEG, and 8-bit PNG and WebP without transparency.

    Args:
        data (bytes): The content of the file.

    Returns:
        ImageHeader, optional: None for all other files, which need a closer look.
    """
    if data[:2] == b'\xff\xd8':
        return _jpeg(data)
    if data[:8] == b'\x89PNG\r\n\x1a\n':
        return _png(data)
    if data[:4] == b'RIFF' and data[8:16] == b'WEBPVP8 ':  # the simple kind has no transparency
        width, height = (int.from_bytes(data[at:at + 2], 'little') & 0x3FFF for at in (26, 28))
        length = int.from_bytes(data[4:8], 'little') + 8
        return ImageHeader(width * height, length <= len(data))
    return None


def _jpeg(data: bytes) -> Optional[ImageHeader]:
    position = 2
    while data[position:position + 1] == b'\xff':
        marker = data[position + 1:position + 2]
        if marker == b'\xff':  # a filling byte
            position += 1
            continue
        if marker and marker[0] in _JPEG_FRAMES:
            frame = data[position + 4:position + 10]  # precision, height, width, components
            if len(frame) < 6 or frame[0] != 8 or frame[5] not in (1, 3):
                return None
            height, width = int.from_bytes(frame[1:3], 'big'), int.from_bytes(frame[3:5], 'big')
            return ImageHeader(width * height, data.endswith(_JPEG_END), (height, width))
        position += 2 + int.from_bytes(data[position + 2:position + 4], 'big')
    return None


def _png(data: bytes) -> Optional[ImageHeader]:
    width, height = int.from_bytes(data[16:20], 'big'), int.from_bytes(data[20:24], 'big')
    depth, color = data[24:25], data[25:26]
    if data[12:16] != b'IHDR' or not depth or depth[0] > 8 or color not in (b'\0', b'\2', b'\3'):
        return None
    position = 33
    while True:
        name = data[position + 4:position + 8]
        if name in (b'tRNS', b'acTL') or len(name) < 4:  # transparency, animation, the end
            return None
        if name == b'IDAT':
            return ImageHeader(width * height, data.endswith(_PNG_END))
        position += 12 + int.from_bytes(data[position:position + 4], 'big')
