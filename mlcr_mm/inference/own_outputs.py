"""What a run writes: never over its inputs, nor where the next run would look for inputs."""
import glob
import os.path as osp
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Iterable, Iterator, Optional, Sequence, Tuple

from mlcr_mm.files import refuse_overwriting, walk_folder

from .annotation import picture_path
from .inputs import IMAGE, Input, is_passed_over


def refuse_own_outputs(arguments: Sequence[str],
                       inputs: Sequence[Input],
                       outputs: Iterable[Tuple[str, Optional[str]]],
                       others: Iterable[Optional[str]] = (),
                       pictures: Optional[Tuple[str, Optional[str]]] = None) -> None:
    """Raise where a run would write over what it reads, or a second one read what the first wrote.

    Args:
        arguments (Sequence[str]): What the user named as inputs: files, folders, patterns, lists.
        inputs (Sequence[Input]): What they stand for.
        outputs (Iterable[tuple]): Option and file that is to be written; None: it is not.
        others (Iterable[str | None]): Files that are read beside the inputs, e.g. the model.
        pictures (tuple, optional): Option and folder of pictures of the inputs. Defaults to None.

    Raises:
        ValueError: With the option, the file, and what to do.
    """
    outputs = [(name, path) for name, path in outputs if path is not None]
    if pictures and pictures[1] is not None:
        name, folder = pictures
        _refuse_to_be_taken(name, folder, arguments, is_folder=True)
        planned = [(name, str(Path(folder, picture_path(item.path)))) for item in inputs
                   if item.kind == IMAGE]
    else:
        planned = []
    for name, path in outputs:
        _refuse_to_be_taken(name, path, arguments, is_folder=False)
    refuse_overwriting(outputs + planned, [*(item.path for item in inputs), *arguments, *others])


def _refuse_to_be_taken(name: str, path: str, arguments: Sequence[str], is_folder: bool) -> None:
    if not is_folder and is_passed_over(osp.basename(path)):
        return
    for argument in arguments:
        if osp.isdir(argument):
            place = Path(osp.realpath(path))
            is_taken = any(Path(folder) in (place, *place.parents)
                           for folder in _searched(argument))
        else:
            is_taken = glob.has_magic(argument) and not osp.exists(argument) and any(
                _fits(Path(osp.abspath(place)).parts, Path(osp.abspath(argument)).parts)
                for place in _places(path, is_folder))
        if is_taken:
            raise ValueError(f'{name} {path} lies where the next run would look for inputs '
                             f'({argument}); write it somewhere else')


def _searched(folder: str) -> Iterator[str]:
    """The folder, and where the links below it lead: what is looked through for inputs."""
    yield osp.realpath(folder)
    for parent, _ in walk_folder(folder, hidden=False, unreadable=lambda error: None):
        if osp.islink(parent):
            yield osp.realpath(parent)


def _places(path: str, is_folder: bool) -> Iterable[str]:
    """The file; of a folder also the folders around it, and a picture in it."""
    if not is_folder:
        return [path]
    return [osp.join(path, 'picture.jpg'), path, *map(str, Path(path).parents)]


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a path fits a pattern of :mod:`glob`, folder by folder."""
    if not pattern:
        return not parts
    if pattern[0] == '**':
        return any(_fits(parts[count:], pattern[1:]) for count in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])
