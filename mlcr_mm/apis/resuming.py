"""Going on with a run."""
import logging
from typing import Optional

from mmengine.config import Config
from mmengine.logging import print_log
from mmengine.runner import find_latest_checkpoint


def prepare_resume(config: Config, checkpoint: Optional[str] = None) -> None:
    """Let a run go on from a checkpoint, or start as it did where none was saved yet.

    mmengine forgets ``load_from`` when it looks for the latest checkpoint: a fine-tuning that was
    killed before it saved one would start from random weights.

    Args:
        config (Config): With a work directory; ``resume`` and ``load_from`` are set in place.
        checkpoint (str, optional): Its file. Defaults to None: the latest one in the work
            directory.
    """
    checkpoint = checkpoint or find_latest_checkpoint(config.work_dir)
    config.resume = checkpoint is not None
    if checkpoint is not None:
        config.load_from = checkpoint
    else:
        print_log(f'{config.work_dir} holds no checkpoint yet: the training starts from its '
                  'beginning', level=logging.WARNING)
