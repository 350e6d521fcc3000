"""From inputs to a stream of frames."""
import os
import os.path as osp
import time
from functools import lru_cache
from typing import Any, Dict, Iterable, Iterator, List, Optional, Union

import cv2
import numpy as np

from mlcr_mm.files import decode, read_file
from mlcr_mm.video_io import VideoError, read_video
from mlcr_mm.whole_numbers import is_whole_number

from .frame import Frame
from .inputs import CAMERA, IMAGE, VIDEO, Input, find_inputs


def as_inputs(things: Any) -> List[Union[Input, Frame]]:
    """What a Python user hands over, as a list that can be read.

    Args:
        things (str | int | np.ndarray | Sequence): See :func:`find_inputs`, the index of a camera
            as a number, too; or BGR images, uint8 ``(H, W, 3)``.

    Returns:
        list[Input | Frame]: Arrays have become frames.

    Raises:
        ValueError: If an array is no such image.
    """
    if isinstance(things, (str, os.PathLike, np.ndarray)) or is_whole_number(things, 0):
        things = [things]
    items: List[Union[Input, Frame]] = []
    for index, thing in enumerate(things):
        if isinstance(thing, np.ndarray):
            if (thing.dtype != np.uint8 or thing.ndim != 3 or thing.shape[2] != 3
                    or not thing.size):
                raise ValueError(f'array {index} is {thing.dtype} of shape {thing.shape}; an image '
                                 'is uint8 (H, W, 3), blue, green, red, from 0 to 255')
            items.append(Frame(f'array {index}', image=thing))
        elif isinstance(thing, (Input, Frame)):
            items.append(thing)
        else:
            items += find_inputs([str(thing) if is_whole_number(thing, 0) else thing])
    return items


def read_frames(inputs: Iterable[Union[Input, Frame]], every: int = 1, root: str = '',
                first: Dict[str, int] = {},
                least_side: Optional[int] = None,
                oriented: bool = True) -> Iterator[Frame]:
    """Read inputs one after the other, holding one frame at a time.

    Args:
        inputs (Iterable[Input | Frame]): What to read; frames pass as they are.
        every (int): Every how-many-th frame of videos and cameras. Defaults to 1.
        root (str): Folder that names in landmark files are relative to. Defaults to '': each
            input's own.
        first (dict[str, int]): First frame of an input that is wanted. Defaults to the first.
        least_side (int, optional): See :func:`mlcr_mm.files.decode`; of images alone. Defaults to
            None.
        oriented (bool): Whether the EXIF orientation of images is applied. Defaults to True.

    Yields:
        Frame: Every frame; in place of what cannot be read, one with ``error``.

    Raises:
        ValueError: If ``every`` is no whole number from 1 on.
    """
    if not is_whole_number(every):
        raise ValueError(f'every must be a whole number >= 1, got {every!r}')
    for item in inputs:
        if isinstance(item, Frame):
            yield item
            continue
        start = first.get(item.path, 0)
        if item.kind == VIDEO:
            yield from _video(item, every, root, start)
        elif item.kind == CAMERA:
            yield from _camera(item, every)
        elif not start or item.kind != IMAGE:
            yield _image(item, root, least_side, oriented)


def check_names(inputs: Iterable[Union[Input, Frame]], root: str = '') -> None:
    """Refuse inputs that a landmark file cannot tell apart.

    Args:
        inputs (Iterable[Input | Frame]): What is to be read.
        root (str): See :func:`read_frames`.

    Raises:
        ValueError: If two would have the points of one line, or of one video.
    """
    paths: Dict[str, str] = {}
    for item in inputs:
        if isinstance(item, Input) and item.kind in (IMAGE, VIDEO):
            name = _name(item, root)
            name = name if item.kind == IMAGE else osp.splitext(name)[0]
            if paths.setdefault(name, item.path) != item.path:
                raise ValueError(f'{paths[name]} and {item.path} would both have the landmarks of '
                                 f'{name}: set root (--root) to the folder that the names in the '
                                 'landmark file begin in, or give each folder a file of its own, '
                                 'in runs of their own')


def _name(item: Input, root: str) -> str:
    folder, name = osp.split(item.path)
    folder = _relative(folder or '.', root or item.folder or '.', os.getcwd())
    return name if folder == '.' else f'{folder}/{name}'


@lru_cache(maxsize=256)
def _relative(folder: str, base: str, here: str) -> str:
    """Path from one folder to another; kept, since most images lie beside the one before."""
    folder, base = osp.join(here, folder), osp.join(here, base)
    return osp.relpath(folder, base).replace(osp.sep, '/')


def _image(item: Input, root: str, least_side: Optional[int], oriented: bool) -> Frame:
    if item.kind != IMAGE:
        return Frame(item.path, error=item.error)
    try:
        decoded = decode(read_file(item.path), item.path, oriented, least_side)
        return Frame(item.path, image=decoded.image, name=_name(item, root), size=decoded.size)
    except (OSError, ValueError) as error:
        return Frame(item.path, error=getattr(error, 'strerror', None) or str(error))


def _video(item: Input, every: int, root: str, start: int) -> Iterator[Frame]:
    stem = osp.splitext(_name(item, root))[0]
    number = start - 1
    try:
        for number, timestamp, image in read_video(item.path, every, start):
            # tools/align_faces.py names the frames so, counted from 1.
            yield Frame(item.path, number, timestamp, image, f'{stem}/{number + 1:05d}.jpg')
        if number < start:
            yield Frame(item.path, start, error=f'the video has no frame {start}')
    except VideoError as error:
        yield Frame(item.path, number + 1, error=str(error))


def _camera(item: Input, every: int) -> Iterator[Frame]:
    """Frames until the camera ends or the user stops; the time is that of the clock."""
    camera = cv2.VideoCapture(int(item.path))
    start, number = None, 0
    try:
        while camera.grab():
            now = time.monotonic()
            start = now if start is None else start
            if not number % every:
                is_decoded, image = camera.retrieve()
                if is_decoded:
                    yield Frame(item.path, number, now - start, image)
            number += 1
    finally:
        camera.release()
    if not number:
        yield Frame(item.path, error=f'camera {item.path} gives no picture')
