"""A picture of some images of every part with their labels."""
from typing import List, Optional, Sequence

import cv2
import numpy as np
from torch import Tensor

from mlcr_mm.augmentation import has_noise, is_source_with_views, make_views, view_size
from mlcr_mm.files import read_image, write_image
from mlcr_mm.labels import PRESENT, known_mask

from .parts import Part

_TILE = 144  # pixels
_TEXT = 15  # height of a line
_LINES = 3
_FONT = (cv2.FONT_HERSHEY_SIMPLEX, 0.38)


def draw_sheet(path: str, parts: Sequence[Part], rows: int = 8, versions: int = 3) -> None:
    """Write some images of every part, as they are on disk and as the networks get them.

    An image is a row: the original, then what the pipeline makes of it, one image per view; of
    training images several versions. Below the original stand the labels that are present, and
    the number of unknown ones.

    Args:
        path (str): The PNG file.
        parts (Sequence[Part]): One block of rows each.
        rows (int): Images per part. Defaults to 8.
        versions (int): Augmented versions of a training image. Defaults to 3.
    """
    blocks: List[np.ndarray] = []
    for part in parts:
        count = min(rows, len(part.paths))
        chosen = np.random.default_rng(0).choice(len(part.paths), count, replace=False)
        body = [_row(part, index, versions if part.is_train else 1)
                for index in sorted(chosen.tolist())]
        title = np.full((2 * _TEXT, body[0].shape[1], 3), 255, np.uint8)
        _write(title, f'{part.name}: {len(part.paths)} images', 20, 0.5)
        blocks += [title, *body]
    width = max(block.shape[1] for block in blocks)
    write_image(path, np.vstack([
        np.pad(block, ((0, 0), (0, width - block.shape[1]), (0, 0)), constant_values=255)
        for block in blocks]))


def _write(image: np.ndarray, text: str, y: int, scale: float) -> None:
    cv2.putText(image, text, (3, y), _FONT[0], scale, (0, 0, 0), 1, cv2.LINE_AA)


def _row(part: Part, index: int, versions: int) -> np.ndarray:
    caption = _caption(part, index)
    try:
        tiles = [_tile(_original(part, index), caption)]
        for version in range(1, versions + 1):
            views = _network_inputs(part, index)
            for number, image in enumerate(views, 1):
                words = ['version', str(version)] * (versions > 1)
                words += ['view', str(number)] * (len(views) > 1)
                tiles.append(_tile(image, [' '.join(words) or 'as the network gets it']))
    except Exception:  # whatever a transform makes of an odd image, the sheet shows the others
        tiles = [_tile(None, caption)]
    return np.hstack(tiles)


def _original(part: Part, index: int) -> np.ndarray:
    """The image before the pipeline, uint8 ``(H, W, 3)``, BGR."""
    if part.has_files:  # decoders pass over some damage, or fail in their own ways
        return read_image(part.paths[index])
    return part.dataset.get_data_info(index)['img']


def _network_inputs(part: Part, index: int) -> List[np.ndarray]:
    """One image per view, or one for both, uint8 ``(H, W, 3)``, BGR."""
    inputs = part.dataset.prepare_data(index)['inputs']
    if is_source_with_views(inputs):
        source, packed = (entry[None] for entry in inputs)
        made = make_views(source, packed, view_size(packed), has_noise(packed))
        inputs = [view[0].byte() for view in ([made] if isinstance(made, Tensor) else made)]
    views = inputs if isinstance(inputs, list) else [inputs]
    return [view.numpy().transpose(1, 2, 0) for view in views]


def _tile(image: Optional[np.ndarray], caption: Sequence[str]) -> np.ndarray:
    tile = np.full((_TILE + _LINES * _TEXT, _TILE, 3), 255, np.uint8)
    if image is None:
        _write(tile, 'cannot be loaded', _TILE // 2, _FONT[1])
    else:
        scale = (_TILE - 4) / max(image.shape[:2])
        height, width = (max(1, round(side * scale)) for side in image.shape[:2])
        tile[:height, :width] = cv2.resize(np.ascontiguousarray(image), (width, height),
                                           interpolation=cv2.INTER_AREA)
    for line, text in enumerate(caption[:_LINES]):
        _write(tile, text, _TILE + 11 + line * _TEXT, _FONT[1])
    return tile


def _caption(part: Part, index: int) -> List[str]:
    """Labels of an image in lines that fit below it."""
    labels = part.labels[index]
    known = known_mask(labels)
    if not known.any():
        return ['unlabelled']
    names = [name for name, value in zip(part.classes, labels) if value == PRESENT] or ['none']
    if not known.all():
        names.append(f'({(~known).sum()} unknown)')
    lines = ['']
    for name in names:
        fits = cv2.getTextSize(f'{lines[-1]} {name}', *_FONT, 1)[0][0] < _TILE - 6
        if fits:
            lines[-1] = f'{lines[-1]} {name}'.strip()
        else:
            lines.append(name)
    return lines
