"""Refusing to write over what a run reads."""
import os
from typing import Iterable, Iterator, Optional, Tuple, Union

PathLike = Union[str, os.PathLike]


def refuse_overwriting(outputs: Iterable[Tuple[str, Optional[PathLike]]],
                       inputs: Iterable[Optional[PathLike]]) -> None:
    """Raise where a run would write over one of its inputs, or twice into one file.

    Files are compared, not names: links, other spellings and capital letters are seen through.

    Args:
        outputs (Iterable[tuple]): What the user knows a file as, e.g. '--out', and the file that
            is to be written; None: nothing is.
        inputs (Iterable[str | Path | None]): What is read; None, and what does not exist, is
            passed over.

    Raises:
        ValueError: With the option, the file, and what to do; also where an output is a folder.
    """
    outputs = [(name, os.fspath(path)) for name, path in outputs if path is not None]
    for name, path in outputs:
        if os.path.isdir(path):
            raise ValueError(f'{name} {path} is a folder: name a file')
    written = {}
    for name, path in outputs:
        other = written.setdefault(os.path.realpath(path), name)
        if other != name:
            raise ValueError(f'{other} and {name} are one file, {path}: name another one')
    existing = [(key, name, path) for name, path in outputs for key in _identity(path)]
    if not existing:  # only a file that is there can be overwritten
        return
    read = {key: path for path in inputs if path is not None for key in _identity(path)}
    for key, name, path in existing:
        if key in read:
            raise ValueError(f'{name} {path} would overwrite the input {os.fspath(read[key])}; '
                             'name another file')


def _identity(path: PathLike) -> Iterator[Tuple[int, int]]:
    """Device and number of a file, or nothing where there is no file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # a zero byte is in no path
        return
    yield status.st_dev, status.st_ino
