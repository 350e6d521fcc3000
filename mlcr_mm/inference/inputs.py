"""What the user names: files, folders, patterns, lists, a camera."""
import glob
import os
import os.path as osp
from typing import Iterator, NamedTuple, Sequence

from mlcr_mm.files import HEIF_SUFFIXES, IMAGE_SUFFIXES, walk_folder
from mlcr_mm.files.text_table import read_lines
from mlcr_mm.video_io import VIDEO_SUFFIXES

#: What an input is read as.
IMAGE, VIDEO, CAMERA, NONE = 'image', 'video', 'camera', 'none'
# Tables lie beside images and videos and are no inputs.
_TABLES = ('.csv', '.json', '.jsonl')
_LIST = '.txt'


class Input(NamedTuple):
    """A thing to read.

    Attributes:
        path (str): File, or index of a camera.
        kind (str): 'image', 'video', 'camera', or 'none': nothing that can be read.
        folder (str): Folder that names in landmark files are relative to, unless said otherwise.
        error (str): Why it cannot be read.
    """

    path: str
    kind: str
    folder: str = ''
    error: str = ''


def find_inputs(arguments: Sequence[str]) -> Iterator[Input]:
    """List what the arguments of a command stand for.

    Args:
        arguments (Sequence[str]): Each an image or video, a folder (searched with its sub-folders,
            through links too), a pattern such as ``'data/*.jpg'``, a list (``.txt``, one path per
            line, relative to the list), or the index of a camera.

    Yields:
        Input: Each file once, in the order of the arguments; folders and patterns sorted. Other
        files among the images of a folder are given too, but for its tables (.csv, .json, .jsonl).
    """
    seen = set()
    for argument in map(os.fspath, arguments):
        for item in _expand(argument, is_listed=False):
            key = item.path if item.kind == CAMERA else osp.abspath(item.path)
            if key not in seen:
                seen.add(key)
                yield item


def is_passed_over(name: str) -> bool:
    """Whether a file of a folder is no input, and no wrong one either: hidden, or a table."""
    return name.startswith('.') or name.lower().endswith(_TABLES)


def _expand(argument: str, is_listed: bool) -> Iterator[Input]:
    if '\0' in argument:
        yield Input(argument, NONE, error='a zero byte is in no path')
    elif _is_camera(argument) and not is_listed and not osp.exists(argument):
        yield Input(argument, CAMERA)
    elif osp.isdir(argument):
        yield from _folder(argument)
    elif argument.lower().endswith(_LIST) and not is_listed and osp.isfile(argument):
        yield from _list(argument)
    elif not osp.exists(argument) and glob.has_magic(argument):
        paths = sorted(glob.glob(argument, recursive=True))
        if not paths:
            yield Input(argument, NONE, error='no file fits the pattern')
        for path in paths:
            yield from _expand(path, is_listed=True)
    else:
        yield _file(argument, osp.dirname(argument))


def _is_camera(argument: str) -> bool:
    return argument.isascii() and argument.isdigit()


def _list(path: str) -> Iterator[Input]:
    folder = osp.dirname(path)
    try:
        lines = read_lines(path)
    except (OSError, ValueError) as error:
        yield Input(path, NONE, error=f'the list cannot be read: {error}')
        return
    for line in lines:
        if line.strip():
            yield from _expand(osp.join(folder, line.strip()), is_listed=True)


def _folder(folder: str) -> Iterator[Input]:
    found, unreadable = False, []
    for parent, names in walk_folder(folder, hidden=False, unreadable=unreadable.append):
        files = [_file(osp.join(parent, name), folder) for name in names
                 if not is_passed_over(name)]
        # What lies among images is an input, if a wrong one; a folder of other files is none.
        if any(file.kind != NONE for file in files):
            found = True
            yield from files
    for error in unreadable:
        yield Input(str(error.filename), NONE, folder,
                    f'the folder cannot be read: {error.strerror}')
    if not found and not unreadable:
        yield Input(folder, NONE, error='the folder has no image or video')


def _file(path: str, folder: str) -> Input:
    suffix = osp.splitext(path)[1].lower()
    if not osp.exists(path):
        return Input(path, NONE, folder, 'the file does not exist')
    if suffix in VIDEO_SUFFIXES:
        return Input(path, VIDEO, folder)
    # One of HEIF is an image without pillow-heif, too; the decoder says what to install.
    if suffix in IMAGE_SUFFIXES + HEIF_SUFFIXES:
        return Input(path, IMAGE, folder)
    return Input(path, NONE, folder, f'the file is no image or video by its name ({suffix!r})')
