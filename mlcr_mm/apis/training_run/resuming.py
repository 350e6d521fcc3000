"""Going on with a run."""
import logging
from pathlib import Path
from typing import Optional

from mmengine.config import Config
from mmengine.logging import print_log

from mlcr_mm.files import CheckpointFileError, is_whole, last_checkpoint, saved_checkpoints
from mlcr_mm.files.last_checkpoint import POINTER


def prepare_resume(config: Config, checkpoint: Optional[str] = None) -> None:
    """Let a run go on from a checkpoint, or start as it did where none was saved yet.

    mmengine forgets ``load_from`` when it looks for the latest checkpoint: a fine-tuning that was
    killed before it saved one would start from random weights.

    Args:
        config (Config): With a work directory; ``resume`` and ``load_from`` are set in place.
        checkpoint (str, optional): Its file. Defaults to None: the latest one in the work
            directory that is whole.

    Raises:
        CheckpointFileError: If the work directory has checkpoints, but none that is whole.
    """
    checkpoint = checkpoint or latest_whole_checkpoint(config.work_dir)
    config.resume = checkpoint is not None
    if checkpoint is not None:
        config.load_from = checkpoint
    else:
        print_log(f'{config.work_dir} holds no checkpoint yet: the training starts from its '
                  'beginning', level=logging.WARNING)


def latest_whole_checkpoint(work_dir: str) -> Optional[str]:
    """The checkpoint that a run goes on from, None where none was saved yet.

    It is what ``last_checkpoint`` names, or else the latest one that is whole, with a warning.

    Args:
        work_dir (str): Of the run.

    Returns:
        str | None: A file that is whole.

    Raises:
        CheckpointFileError: If there are checkpoints, but none that is whole.
    """
    text = last_checkpoint(work_dir) or ''
    if text and ('://' in text or Path(text).is_dir() or is_whole(text)):
        return text
    folder = Path(text).parent if text and Path(text).parent.is_dir() else Path(work_dir)
    damaged = [text] if text else []
    for file in map(str, saved_checkpoints(folder)):
        if is_whole(file):
            reason = f'{", ".join(damaged)} is missing or not whole' if damaged else (
                f'{Path(work_dir, POINTER)} names none')
            print_log(f'{reason}: the training goes on from {file}', level=logging.WARNING)
            return file
        if file not in damaged:
            damaged.append(file)
    if damaged:
        raise CheckpointFileError(f'{work_dir} has no whole checkpoint: {", ".join(damaged)} is '
                                  'missing or not whole; leave out --resume to start again')
    return None
