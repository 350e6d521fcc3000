"""A work directory that holds the checkpoints of an earlier training."""
import sys
from pathlib import Path

from mmengine.dist import get_rank


def warn_of_used_work_dir(work_dir: str) -> None:
    """Say on standard error that a new training writes over what an earlier one left.

    mmengine names checkpoints by their epoch, and overwrites and removes them without a word.

    Args:
        work_dir (str): Where the training writes; it need not exist.
    """
    old = sorted(Path(work_dir).glob('*.pth'), key=lambda path: path.stat().st_mtime)
    if old and get_rank() == 0:
        print(f'warning: {work_dir} holds {len(old)} checkpoints of an earlier training, newest '
              f'{old[-1].name}, and this one starts anew and writes over them; --resume goes on '
              'with it, --work-dir NAME keeps it', file=sys.stderr)
