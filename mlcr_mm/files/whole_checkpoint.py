"""Which checkpoints of a folder are whole: a run may have been killed while it wrote one."""
import re
import zipfile
from pathlib import Path
from typing import List, Optional, Union

PathLike = Union[str, Path]

#: What a training goes on from. ``best_*.pth`` has no state of the optimizer.
_NAME = re.compile(r'(?:epoch|iter)_(\d+)\.pth')


class CheckpointFileError(ValueError):
    """A checkpoint file cannot be read, trusted or written; the message is one sentence."""


def is_whole(path: PathLike) -> bool:
    """Whether a file is an archive of ``torch.save`` of which every byte is as it was written.

    Args:
        path (str | Path): The file. All of it is read.

    Returns:
        bool: False also where there is no such file, and for PyTorch's format before 1.6.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except Exception:  # a damaged name or header raises what the codec or zlib raises
        return False


def is_cut(path: PathLike) -> bool:
    """Whether a file began as an archive of ``torch.save`` and is not whole, or is empty."""
    with open(path, 'rb') as file:
        start = file.read(2)
    return not start or (start == b'PK' and not is_whole(path))


def saved_checkpoints(folder: PathLike) -> List[Path]:
    """Checkpoints to go on from in a folder, whole or not, the latest one first."""
    files = [file for file in Path(folder).glob('*.pth')
             if _NAME.fullmatch(file.name) and file.is_file() and not file.is_symlink()]
    return sorted(files, reverse=True, key=lambda file: (
        file.stat().st_mtime_ns, int(_NAME.fullmatch(file.name)[1])))


def newest_whole_checkpoint(folder: PathLike,
                            besides: Optional[PathLike] = None) -> Optional[Path]:
    """The latest whole checkpoint of a folder, None if it has none.

    Args:
        folder (str | Path): A work directory.
        besides (str | Path, optional): A file that is not meant. Defaults to None.

    Returns:
        Path | None: ``epoch_N.pth`` or ``iter_N.pth``.
    """
    skipped = None if besides is None else Path(besides).name
    return next((file for file in saved_checkpoints(folder)
                 if file.name != skipped and is_whole(file)), None)


def which_is_whole(folder: PathLike, besides: Optional[PathLike] = None) -> str:
    """End of a message: which other checkpoint of the folder is whole."""
    other = newest_whole_checkpoint(folder, besides)
    return f'{other} is whole' if other else f'{folder} has no other that is whole'
