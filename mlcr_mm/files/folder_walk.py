"""The files below a folder."""
import os
import os.path as osp
from pathlib import Path
from typing import Callable, Iterator, List, Optional, Tuple


def visible_names(folder: str) -> List[str]:
    """The sorted names of what lies in a folder and is not hidden; none if there is no folder.

    macOS puts a hidden ``._name`` beside each file that it copies to another kind of disk.
    """
    names = os.listdir(folder) if osp.isdir(folder) else []
    return sorted(name for name in names if not name.startswith('.'))


def walk_folder(folder: str, skip: str = '', hidden: bool = True,
                unreadable: Optional[Callable[[OSError], None]] = None
                ) -> Iterator[Tuple[str, List[str]]]:
    """Go through a folder and its sub-folders; through links too, each folder once.

    What lies in the tree itself has its own name there, also if a link leads to it.

    Args:
        folder (str): Where to begin.
        skip (str): A real path that is left out, with what lies below. Defaults to none.
        hidden (bool): Whether to go into folders whose names begin with a dot. Defaults to True.
        unreadable (Callable, optional): Told of a folder that cannot be read. Defaults to None:
            that is an error.

    Yields:
        tuple[str, list[str]]: A folder, and the sorted names of the files in it; folders sorted.

    Raises:
        OSError: If a folder cannot be read.
    """

    def fail(error: OSError) -> None:
        raise error

    visited, found, waiting = set(), [], [folder]
    for start in waiting:  # grows: a link is gone through after the tree that it lies in
        for parent, folders, names in os.walk(start, onerror=unreadable or fail):
            real = osp.realpath(parent)
            if real == skip or real in visited:
                folders[:] = []
                continue
            visited.add(real)
            folders[:] = sorted(name for name in folders if hidden or not name.startswith('.'))
            paths = (osp.join(parent, name) for name in folders)
            waiting += [path for path in paths if osp.islink(path)]
            found.append((parent, sorted(names)))
    yield from sorted(found, key=lambda item: Path(item[0]).parts)
