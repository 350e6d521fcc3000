"""Image files of all kinds from one picture, in memory."""
import io
import struct

import cv2
import numpy as np
from PIL import Image

RNG = np.random.default_rng(0)
#: BGR, uint8, smooth so that lossy formats come close.
PICTURE = cv2.resize(RNG.integers(0, 256, (6, 8, 3)).astype(np.uint8), (64, 48),
                     interpolation=cv2.INTER_CUBIC)
GREY = cv2.cvtColor(PICTURE, cv2.COLOR_BGR2GRAY)
#: Opaque on the right, half transparent above, transparent elsewhere.
ALPHA = np.zeros((48, 64), np.uint8)
ALPHA[:, 32:], ALPHA[:10] = 255, 128
ON_BLACK = np.rint(PICTURE * (ALPHA[..., None] / 255.)).astype(np.uint8)


def pillow(image, kind, orientation=1, **options):
    """Encode BGR, BGRA or grey pixels, or a Pillow image."""
    if not isinstance(image, Image.Image):
        order = [2, 1, 0, 3][:image.shape[2]] if image.ndim == 3 else None
        image = Image.fromarray(image if order is None else np.ascontiguousarray(image[..., order]))
    if orientation != 1:
        options['exif'] = Image.Exif()
        options['exif'][0x0112] = orientation
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def opencv(image, suffix):
    return cv2.imencode(suffix, image)[1].tobytes()


def rgb():
    return Image.fromarray(np.ascontiguousarray(PICTURE[..., ::-1]))


def with_bits(image, bits):
    """The picture with another range, whose brightest value occurs."""
    deep = np.rint(image * ((2**bits - 1) / 255)).astype(np.uint16)
    deep[0, 0] = 2**bits - 1
    return deep


def png_of_size(width, height):
    """A valid PNG header of any size, and no pixels."""
    head = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + struct.pack('>I', 13) + b'IHDR' + head + b'\0' * 4 +
            struct.pack('>I', 0) + b'IDAT' + b'\0' * 4 + b'\0\0\0\0IEND\xaeB`\x82')


def turned_tiff(data, orientation):
    """Give a TIFF of OpenCV's an orientation, by a second directory of its tags."""
    start = struct.unpack('<I', data[4:8])[0]
    count = struct.unpack('<H', data[start:start + 2])[0]
    tags = [data[start + 2 + 12 * index:start + 14 + 12 * index] for index in range(count)]
    tags = [tag for tag in tags if tag[:2] != struct.pack('<H', 274)]
    tags.append(struct.pack('<HHIHH', 274, 3, 1, orientation, 0))
    tags.sort(key=lambda tag: struct.unpack('<H', tag[:2]))
    data += b'\0' * (len(data) % 2)
    return b''.join([data[:4], struct.pack('<I', len(data)), data[8:],
                     struct.pack('<H', len(tags)), *tags, b'\0' * 4])
