"""What a checkpoint is loaded for."""
from mmengine.runner import BaseLoop, Runner

from mlcr_mm.files import last_checkpoint


def is_resumed(runner: Runner) -> bool:
    """Whether the checkpoint being loaded is gone on with by a training."""
    return isinstance(runner._train_loop, BaseLoop) and runner._resume


def starts_training(runner: Runner) -> bool:
    """Whether a new training starts from the weights of the checkpoint being loaded."""
    return isinstance(runner._train_loop, BaseLoop) and not runner._resume


def checkpoint_name(runner: Runner) -> str:
    """The checkpoint being loaded, for messages; also where ``--resume`` looked for it itself."""
    return str(runner._load_from or last_checkpoint(runner.work_dir))
