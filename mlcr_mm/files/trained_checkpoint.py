"""The checkpoint that a file or the work directory of a training stands for."""
import os
from pathlib import Path

from .last_checkpoint import last_checkpoint
from .whole_checkpoint import CheckpointFileError, saved_checkpoints


def trained_checkpoint(path: str, remedy: str = 'train first, or name a file') -> str:
    """The file that is meant by the name of a checkpoint or of a work directory.

    Of a work directory it is the best checkpoint, where the training kept one (``save_best``), or
    else the latest one.

    Args:
        path (str): A checkpoint, a work directory, or an address (``http://...``), which is
            returned as it is. ``~`` is the home directory.
        remedy (str): End of the error: what makes the checkpoint.

    Returns:
        str: A file that exists; what it holds is not looked at.

    Raises:
        FileNotFoundError: If there is none.
        CheckpointFileError: If the directory has several best checkpoints, of several metrics.

    Examples:
        >>> trained_checkpoint('work_dirs/mlcr_demo')
        'work_dirs/mlcr_demo/epoch_36.pth'
    """
    if '://' in path:
        return path
    path = os.path.expanduser(path)
    file = _of_work_dir(path, remedy) if os.path.isdir(path) else path
    if not os.path.isfile(file):
        named = '' if file == path else f' (the latest one of {path})'
        raise FileNotFoundError(f'checkpoint {file}{named} does not exist; {remedy}')
    return file


def _of_work_dir(folder: str, remedy: str) -> str:
    best = sorted(map(str, Path(folder).glob('best_*.pth')))
    if len(best) > 1:
        raise CheckpointFileError(f'{folder} has several best checkpoints, {", ".join(best)}: name '
                                  'one of them')
    saved = [*best, last_checkpoint(folder), *map(str, saved_checkpoints(folder))]
    file = next(filter(None, saved), None)
    if file is None:
        raise FileNotFoundError(f'{folder} is a folder and no checkpoint, and holds none of a '
                                f'training (best_*.pth, epoch_N.pth, iter_N.pth); {remedy}')
    return file
