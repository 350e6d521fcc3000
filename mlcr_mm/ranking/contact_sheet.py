"""A picture of the chosen faces."""
from typing import Dict, Iterable, List, Optional, Sequence, Tuple

import cv2
import numpy as np

from mlcr_mm.files import write_image
from mlcr_mm.inference import FaceRow, Frame

from .candidates import Candidates
from .face_choice import Choice

_TILE, _TEXT, _COLUMNS = 112, 15, 10  # pixels, pixels, tiles
_MARGIN = 0.15  # of a box, around it


def draw_contact_sheet(path: str, candidates: Candidates, choices: Sequence[Choice],
                       frames: Iterable[Frame], limit: int = 100) -> None:
    """Write the chosen faces as tiles with their ranks and scores.

    Args:
        path (str): The file, ``.png`` or ``.jpg``.
        candidates (Candidates): All faces.
        choices (Sequence[Choice]): The chosen ones, in order.
        frames (Iterable[Frame]): Their frames, with images; others are passed over.
        limit (int): Tiles at most, the first ones. Defaults to 100.

    Raises:
        OSError: If the file cannot be written.
        ValueError: If the suffix is that of no format.
    """
    shown = choices[:limit]
    places: Dict[Tuple[str, int], List[int]] = {}
    for place, choice in enumerate(shown):
        frame = candidates.rows[choice.index].frame
        places.setdefault((frame.input, frame.number), []).append(place)
    tiles = [_tile(None, _caption(candidates, place, choice)) for place, choice in enumerate(shown)]
    for frame in frames:
        for place in places.get((frame.input, frame.number), ()) if frame.image is not None else ():
            row = candidates.rows[shown[place].index]
            tiles[place] = _tile(_face(frame.image, row),
                                 _caption(candidates, place, shown[place]))
    blank = np.full_like(tiles[0], 255)
    columns = min(_COLUMNS, len(tiles))
    tiles += [blank] * (-len(tiles) % columns)
    write_image(path, np.vstack([np.hstack(tiles[start:start + columns])
                                 for start in range(0, len(tiles), columns)]))


def _caption(candidates: Candidates, place: int, choice: Choice) -> str:
    row = candidates.rows[choice.index]
    value = ('' if row.disagreement is None else f' {row.disagreement.mean():.2f} apart')
    return f'{place + 1}:{value}'


def _face(image: np.ndarray, row: FaceRow) -> np.ndarray:
    """The part of an image that shows the face, with some margin."""
    if row.face is None or row.face.box is None:
        return image
    left, top, width, height = row.face.box
    margin = _MARGIN * max(width, height)
    rows = slice(max(0, round(top - margin)), round(top + height + margin))
    part = image[rows, max(0, round(left - margin)):round(left + width + margin)]
    return part if part.size else image


def _tile(image: Optional[np.ndarray], caption: str) -> np.ndarray:
    tile = np.full((_TILE + _TEXT, _TILE, 3), 255, np.uint8)
    if image is not None:
        scale = (_TILE - 4) / max(image.shape[:2])
        height, width = (max(1, round(side * scale)) for side in image.shape[:2])
        tile[:height, :width] = cv2.resize(np.ascontiguousarray(image), (width, height),
                                           interpolation=cv2.INTER_AREA)
    cv2.putText(tile, caption, (3, _TILE + 11), cv2.FONT_HERSHEY_SIMPLEX, 0.36, (0, 0, 0), 1,
                cv2.LINE_AA)
    return tile
