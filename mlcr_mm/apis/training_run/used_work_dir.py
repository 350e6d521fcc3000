"""A work directory that holds the checkpoints of an earlier training."""
import sys
from pathlib import Path
from typing import Optional

from mmengine.dist import get_rank


def check_used_work_dir(work_dir: str, load_from: Optional[str] = None) -> None:
    """Say on standard error that a new training writes over what an earlier one left.

    mmengine names checkpoints by their epoch, and overwrites and removes them without a word.

    Args:
        work_dir (str): Where the training writes; it need not exist.
        load_from (str, optional): The checkpoint that it starts from. Defaults to None.

    Raises:
        ValueError: If that lies in the same directory, where it would be written over.
    """
    if load_from and Path(load_from).resolve().parent == Path(work_dir).resolve():
        raise ValueError(f'load_from={load_from} lies in the work directory, and this training '
                         'would write over it; --work-dir NAME keeps it, --resume goes on with it')
    old = sorted(Path(work_dir).glob('*.pth'), key=lambda path: path.stat().st_mtime)
    if old and get_rank() == 0:
        print(f'warning: {work_dir} holds {len(old)} checkpoints of an earlier training, newest '
              f'{old[-1].name}, and this one starts anew and writes over them; --resume goes on '
              'with it, --work-dir NAME keeps it', file=sys.stderr)
