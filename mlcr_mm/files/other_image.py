"""Decoding what OpenCV alone would get wrong: transparency, many bits, CMYK, animations, HEIC."""
import io
import warnings
from contextlib import contextmanager
from typing import Callable, Iterator, List, Optional, Tuple

import cv2
import numpy as np
from PIL import ExifTags, Image

# Pillow would hand other kinds, such as EPS, to programs outside of this process.
_FORMATS = ('JPEG', 'MPO', 'PNG', 'WEBP', 'BMP', 'DIB', 'TIFF', 'GIF', 'AVIF', 'JPEG2000', 'PPM')
_HEIF_BRANDS = (b'heic', b'heix', b'hevc', b'heim', b'heis', b'mif1', b'msf1')
_ROWS = 64
_BITS = (8, 10, 12, 14, 16)
# EXIF orientation to what is done to the rows and columns of the stored pixels.
_TURNS = {2: lambda p: p[:, ::-1], 3: lambda p: p[::-1, ::-1], 4: lambda p: p[::-1],
          5: lambda p: p.swapaxes(0, 1), 6: lambda p: p.swapaxes(0, 1)[:, ::-1],
          7: lambda p: p.swapaxes(0, 1)[::-1, ::-1], 8: lambda p: p.swapaxes(0, 1)[::-1]}
_BACK = {6: 8, 8: 6}  # the others are their own inverse


def check_whole(data: bytes) -> None:
    """Decode strictly, where OpenCV would fill what is missing with grey.

    Raises:
        ValueError: If the file is damaged.
    """
    try:
        with _quietly(), _open(data) as picture:
            picture.load()
    except Exception as error:  # Pillow's decoders have no common error
        raise ValueError(f'the file is cut short or damaged ({error})') from error


def decode_other(data: bytes, max_pixels: int,
                 oriented: bool) -> Tuple[np.ndarray, Tuple[str, ...]]:
    """Decode a file that needs a closer look.

    Args:
        data (bytes): The content of the file.
        max_pixels (int): Larger images are refused.
        oriented (bool): Whether the EXIF orientation is applied.

    Returns:
        tuple: BGR, uint8 ``(H, W, 3)``, and remarks.

    Raises:
        Exception: Of any type, if there is no right image.
    """
    with _quietly(), _open(data) as picture:
        if picture.width * picture.height > max_pixels:
            raise ValueError(f'the image has {picture.width * picture.height} pixels, more than '
                             f'{max_pixels}')
        remarks = list(_describe(picture))
        orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
        picture.load()  # strict, where OpenCV is not; turns a TIFF already
        is_turned = ExifTags.Base.Orientation not in picture.getexif()
        colors = _deep_colors(data, picture)
        if colors is not None:
            is_turned = picture.format == 'TIFF'  # whatever OpenCV's flags say
            image = _eight_bits(colors, remarks)
        elif picture.mode.startswith(('I', 'F')):
            image = _eight_bits(np.asarray(picture), remarks)
        else:
            image = np.asarray(picture.convert('RGBA' if picture.has_transparency_data else 'RGB'))
            image = _on_black(image, remarks)[..., ::-1]
    if oriented != is_turned and orientation in _TURNS:
        image = _TURNS[orientation if oriented else _BACK.get(orientation, orientation)](image)
    return np.ascontiguousarray(image), tuple(remarks)


@contextmanager
def _quietly() -> Iterator[None]:
    """Without Pillow's warnings of sizes, which are checked here, and of odd metadata."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        yield


def _open(data: bytes) -> Image.Image:
    Image.init()  # registers the formats, once
    formats = [name for name in _FORMATS if name in Image.OPEN]
    if data[4:8] == b'ftyp' and data[8:12] in _HEIF_BRANDS:
        try:
            import pillow_heif
        except ImportError:
            raise ValueError('the file is in the format HEIC: convert it, or '
                             '`pip install pillow-heif`') from None
        pillow_heif.register_heif_opener()
        formats.append('HEIF')
    try:
        return Image.open(io.BytesIO(data), formats=formats)
    except Image.UnidentifiedImageError:
        raise ValueError('the file cannot be decoded as an image') from None


def _describe(picture: Image.Image) -> Iterator[str]:
    if picture.mode == 'CMYK':
        yield 'CMYK, converted'
    if getattr(picture, 'n_frames', 1) > 1 and picture.format != 'MPO':  # MPO: a JPEG and previews
        yield 'several frames or pages, the first is taken'


def _deep_colors(data: bytes, picture: Image.Image) -> Optional[np.ndarray]:
    """The pixels of a colour image of more than 8 bits, which Pillow would cut; None for others."""
    is_deep = dict(PNG=data[24:25] == b'\x10', JPEG2000=True, PPM=True,
                   TIFF=picture.format == 'TIFF' and max(picture.tag_v2.get(258, (1, ))) > 8)
    if picture.mode.startswith(('I', 'F')) or not is_deep.get(picture.format):
        return None
    flags = cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    if pixels is not None and pixels.dtype != np.uint8:
        return pixels
    if picture.format in ('PNG', 'TIFF'):
        raise ValueError('colours of more than 8 bits cannot be decoded in this file; save it with '
                         '8 bits')
    return None


def _eight_bits(pixels: np.ndarray, remarks: List[str]) -> np.ndarray:
    """BGR, uint8 ``(H, W, 3)``."""
    colors, limit = pixels if pixels.ndim == 2 else pixels[..., :3], 0
    if not np.isfinite(colors).all() or colors.min() < 0:
        raise ValueError('the image has negative or infinite pixels, so that its range is unknown')
    top = colors.max()
    if np.issubdtype(pixels.dtype, np.floating):
        limit, remark = 1. if top <= 1 else 0., 'floating point, scaled from 0..1'
    elif top < 2**_BITS[-1]:
        bits = next(bits for bits in _BITS if top < 2**bits)
        limit, remark = 2**bits - 1, f'more than 8 bits, scaled from 0..{2**bits - 1}'
    if not limit:
        raise ValueError(f'the image has pixels up to {top:g}, so that its range is unknown; save '
                         'it with 8 bits')
    remarks.append(remark)
    scaled = _in_rows(lambda rows: rows * (255. / limit), colors)
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        most = np.iinfo(pixels.dtype).max if limit > 1 else 1.
        alpha = _in_rows(lambda rows: rows * (255. / most), pixels[..., 3:])
        return _on_black(np.dstack([scaled, alpha]), remarks)
    return scaled if scaled.ndim == 3 else np.repeat(scaled[..., None], 3, axis=2)


def _on_black(image: np.ndarray, remarks: List[str]) -> np.ndarray:
    """Composite; the channels before alpha may have any order."""
    if image.shape[2] == 3 or image[..., 3].min() == 255:
        return image[..., :3]
    remarks.append('transparent, composited on black')
    return _in_rows(lambda rows: rows[..., :3] * (rows[..., 3:] / 255.), image)


def _in_rows(function: Callable[[np.ndarray], np.ndarray], image: np.ndarray) -> np.ndarray:
    """Apply, round, uint8; some rows at a time, since floating point takes 8 bytes a value."""
    return np.concatenate([np.rint(function(image[start:start + _ROWS])).astype(np.uint8)
                           for start in range(0, len(image), _ROWS)])
