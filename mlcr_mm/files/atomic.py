"""Writing a file beside, then putting it in its place: it is there completely or not at all."""
import os
import secrets
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Iterator, Union

PathLike = Union[str, Path]
_LONGEST = 230  # bytes; a name has 255 at most, and more is put around it


@contextmanager
def replacing(path: PathLike, unique: bool = False, durable: bool = True) -> Iterator[Path]:
    """Give the path of a hidden file beside; at the end of the block it takes the file's place.

    Whoever reads meanwhile, or after this process was killed, finds the old file or the new one.
    If the block raises, the old file stays and the new one goes.

    Args:
        path (str | Path): The file. Its folder is made if need be.
        unique (bool): Whether several processes may write the file at the same time, so that each
            needs a name of its own. Otherwise the name is always the same, so that the next run
            overwrites what a killed one left. Defaults to False.
        durable (bool): Whether to wait until the content is on the disk, so that it also survives
            a power failure. Leave it out for many files that are checked and written again anyway.
            Defaults to True.

    Yields:
        Path: The file to write.

    Raises:
        OSError: If the folder cannot be made or the file not be written.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    own = f'.{secrets.token_hex(4)}' if unique else ''
    temporary = path.with_name(f'.{_short(path.name)}{own}.part')
    temporary.unlink(missing_ok=True)  # of a run that was killed
    try:
        yield temporary
        if durable and not temporary.is_symlink():
            with open(temporary, 'rb') as file:
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _short(name: str) -> str:
    content = os.fsencode(name)
    return name if len(content) <= _LONGEST else sha256(content).hexdigest()


def write_bytes(path: PathLike, content: bytes, durable: bool = True) -> None:
    """Write a file completely or not at all; see :func:`replacing`."""
    with replacing(path, durable=durable) as temporary:
        temporary.write_bytes(content)


def write_text(path: PathLike, content: str) -> None:
    """Write a file, in UTF-8, line ends and names of files that are not UTF-8 as they are."""
    write_bytes(path, content.encode('utf-8', 'surrogateescape'))


def write_link(path: PathLike, target: PathLike) -> None:
    """Make a symbolic link, which replaces what was at its place; see :func:`replacing`."""
    with replacing(path) as temporary:
        temporary.symlink_to(target)
