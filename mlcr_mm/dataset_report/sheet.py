"""A picture of some images of every part with their labels."""
from typing import List, Sequence

import cv2
import numpy as np

from mlcr_mm.files import read_image, write_image
from mlcr_mm.labels import PRESENT, known_mask

from .parts import Part

_TILE = 144  # pixels
_TEXT = 15  # height of a line
_LINES = 3
_FONT = (cv2.FONT_HERSHEY_SIMPLEX, 0.38)


def draw_sheet(path: str, parts: Sequence[Part], columns: int = 10, rows: int = 2) -> None:
    """Write a grid of images as the network sees them: after the pipeline of their dataset.

    Below an image stand the labels that are present, and the number of unknown ones.

    Args:
        path (str): The PNG file.
        parts (Sequence[Part]): One block of the grid each.
        columns (int): Images in a row. Defaults to 10.
        rows (int): Rows per part. Defaults to 2.
    """
    blocks: List[np.ndarray] = []
    for part in parts:
        count = min(columns * rows, len(part.paths))
        chosen = np.random.default_rng(0).choice(len(part.paths), count, replace=False)
        tiles = [_tile(part, index) for index in sorted(chosen.tolist())]
        tiles += [np.full_like(tiles[0], 255)] * (-len(tiles) % columns)
        title = np.full((2 * _TEXT, columns * _TILE, 3), 255, np.uint8)
        _write(title, f'{part.name}: {len(part.paths)} images', 20, 0.5)
        blocks += [title, *(np.hstack(tiles[start:start + columns])
                            for start in range(0, len(tiles), columns))]
    write_image(path, np.vstack(blocks))


def _write(image: np.ndarray, text: str, y: int, scale: float) -> None:
    cv2.putText(image, text, (3, y), _FONT[0], scale, (0, 0, 0), 1, cv2.LINE_AA)


def _tile(part: Part, index: int) -> np.ndarray:
    tile = np.full((_TILE + _LINES * _TEXT, _TILE, 3), 255, np.uint8)
    try:
        if part.has_files:  # decoders pass over some damage, or fail in their own ways
            read_image(part.paths[index])
        inputs = part.dataset[index]['inputs']
        if isinstance(inputs, list):  # one image per view: the first shows what they are like
            inputs = inputs[0]
        image = inputs.numpy().transpose(1, 2, 0)  # (H, W, 3), BGR
        scale = (_TILE - 4) / max(image.shape[:2])
        image = cv2.resize(np.ascontiguousarray(image), None, fx=scale, fy=scale,
                           interpolation=cv2.INTER_AREA)
        tile[:image.shape[0], :image.shape[1]] = image
    except Exception:  # whatever a transform makes of an odd image, the sheet shows the others
        _write(tile, 'cannot be loaded', _TILE // 2, _FONT[1])
    for line, text in enumerate(_caption(part, index)[:_LINES]):
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
