"""Which checkpoint a training wrote last, also where its work directory was copied or moved."""
from pathlib import Path
from typing import Optional, Union

from .whole_checkpoint import saved_checkpoints

POINTER = 'last_checkpoint'


def last_checkpoint(work_dir: Union[str, Path]) -> Optional[str]:
    """What the file ``last_checkpoint`` of a work directory names.

    mmengine writes the absolute path of the checkpoint into it. In a copy of the directory that is
    the file of the original: a directory with checkpoints of its own means one of those.

    Args:
        work_dir (str | Path): Of a training.

    Returns:
        str | None: A path, whether or not there is such a file; None if nothing is named.
    """
    pointer = Path(work_dir, POINTER)
    named = pointer.read_text(encoding='utf-8', errors='replace').strip() if (
        pointer.is_file()) else ''
    if not named:
        return None
    own = Path(work_dir, named.replace('\\', '/').rpartition('/')[2])
    is_elsewhere = '://' in named or Path(named).exists()
    return named if is_elsewhere and not own.exists() and not saved_checkpoints(work_dir) else (
        str(own))
