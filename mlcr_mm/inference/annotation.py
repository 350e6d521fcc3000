"""Pictures of what was recognised."""
import os
import os.path as osp
import re
from hashlib import sha256
from pathlib import PurePath
from typing import Optional, Sequence, Tuple

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .face_table import label_columns
from .frame import FaceRow, FrameResult

_MAX_BYTES, _MAX_SUFFIX = 200, 16  # of a file name, which gets more around it
_LEAST_HEIGHT, _LARGEST = 480, 1280  # pixels of the picture
_PANEL, _LINE, _FONT = 250, 19, 14
_COLORS = ((255, 176, 0), (100, 143, 255), (220, 38, 127), (0, 158, 115))  # RGB, one per person
_PRESENT, _ABSENT, _TEXT, _BACK = (40, 160, 80), (150, 150, 150), (20, 20, 20), (250, 250, 250)


def picture_path(name: str, number: Optional[int] = None) -> str:
    """Name of the picture of a frame, which no other frame has.

    Args:
        name (str): The input.
        number (int, optional): Of the frame, where the input has several. Defaults to None.

    Returns:
        str: Relative path that keeps folders and suffix of the input: ``a/b.png.jpg``, and
        ``a/film.mp4/000012.jpg`` for a frame. What has a colon, a backslash, or more than 200
        bytes, gets a mark: ``12:30.png`` becomes ``12_30-b54909de.png.jpg``.
    """
    path = PurePath(osp.relpath(name))
    if path.parts[:1] == ('..', ):
        path = PurePath(osp.abspath(name))
    *folders, name = (part for part in path.parts if part != path.anchor)
    folder = ''.join(f'{_file_name(part, True)}/' for part in folders)
    if number is None:
        return f'{folder}{_file_name(name)}.jpg'
    return f'{folder}{_file_name(name)}/{number:06d}.jpg'


def _file_name(part: str, is_folder: bool = False) -> str:
    """A part of a path, with a mark where it cannot stay as it is, so that no two become one."""
    content, plain = os.fsencode(part), re.sub(r'[:\\]', '_', part)
    # `a.png.jpg` is the picture of `a.png`; a folder of this name would be in its way.
    is_picture = is_folder and part.lower().endswith('.jpg')
    if plain == part and len(content) <= _MAX_BYTES and not is_picture:
        return part
    stem, suffix = osp.splitext(plain)
    if len(os.fsencode(suffix)) > _MAX_SUFFIX:
        stem, suffix = plain, ''
    stem = os.fsdecode(os.fsencode(stem)[:_MAX_BYTES]).encode(errors='ignore').decode()
    return f'{stem}-{sha256(content).hexdigest()[:8]}{suffix}'


def draw_faces(result: FrameResult, classes: Sequence[str]) -> np.ndarray:
    """Draw boxes on an image, and bars of the probabilities beside it.

    Args:
        result (FrameResult): With its image.
        classes (Sequence[str]): Names of the C labels.

    Returns:
        np.ndarray: BGR, uint8; small images enlarged and large ones shrunk, so that the text can be
        read.
    """
    image = result.frame.image
    scale = max(_LEAST_HEIGHT / image.shape[0], 1) if max(image.shape[:2]) <= _LARGEST else (
        _LARGEST / max(image.shape[:2]))
    scale = min(scale, _LARGEST / max(image.shape[:2])) if scale > 1 else scale
    size = [max(1, round(side * scale)) for side in image.shape[1::-1]]  # of a line, too
    image = cv2.resize(image, size, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
    faces = [row for row in result.rows if row.face is not None]
    panels = [_panel(row, label_columns(classes), _color(row)) for row in faces]
    canvas = Image.fromarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))
    draw = ImageDraw.Draw(canvas)
    for row in faces:
        _draw_box(draw, row, scale)
    picture = _beside(canvas, panels)
    return cv2.cvtColor(np.asarray(picture), cv2.COLOR_RGB2BGR)


def _color(row: FaceRow) -> Tuple[int, int, int]:
    return _COLORS[(row.face.face_id or 0) % len(_COLORS)]


def _draw_box(draw: ImageDraw.ImageDraw, row: FaceRow, scale: float) -> None:
    if row.face.box is not None and row.face.points is not None:
        left, top, width, height = (value * scale for value in row.face.box)
        draw.rectangle((left, top, left + width, top + height), outline=_color(row), width=3)
        for x, y in row.face.points * scale:
            draw.ellipse((x - 2, y - 2, x + 2, y + 2), fill=_color(row))


def _panel(row: FaceRow, names: Sequence[str], color: Tuple[int, int, int]) -> Image.Image:
    lines = len(names) if row.success else 1
    panel = Image.new('RGB', (_PANEL, (lines + 2) * _LINE), _BACK)
    draw, font = ImageDraw.Draw(panel), ImageFont.load_default(_FONT)
    draw.rectangle((0, 0, _PANEL, _LINE), fill=color)
    draw.text((6, 1), f'face {row.face.face_id}', fill=_TEXT, font=font)
    if not row.success:
        draw.text((6, _LINE + 4), row.problem[:36], fill=_TEXT, font=font)
        return panel
    for index, (name, probability) in enumerate(zip(names, row.probabilities)):
        top = _LINE * (index + 1) + 4
        is_present = bool(row.decisions[index])
        draw.text((6, top), name[:14], fill=_TEXT if is_present else _ABSENT, font=font)
        right = 110 + 90 * float(probability)
        draw.rectangle((110, top + 4, right, top + 14), fill=_PRESENT if is_present else _ABSENT)
        if row.disagreement is not None:  # a whisker: how far the two networks are apart
            half = 45 * float(row.disagreement[index])
            draw.line((max(right - half, 110), top + 9, min(right + half, 200), top + 9),
                      fill=_TEXT, width=2)
        draw.text((208, top), f'{probability:.2f}', fill=_TEXT, font=font)
    return panel


def _beside(image: Image.Image, panels: Sequence[Image.Image]) -> Image.Image:
    """The panels in columns to the right of the image."""
    height = max([image.height, *(panel.height for panel in panels)])
    places, left, top = [], image.width, 0
    for panel in panels:
        if top + panel.height > height:
            left, top = left + _PANEL, 0
        places.append((panel, left, top))
        top += panel.height
    picture = Image.new('RGB', (left + (_PANEL if panels else 0), height), _BACK)
    picture.paste(image, (0, 0))
    for panel, x, y in places:
        picture.paste(panel, (x, y))
    return picture
