"""The moving averages of a run, which its checkpoints are loaded from."""
from contextlib import contextmanager
from typing import Iterator, List

from mmengine.hooks import EMAHook
from mmengine.model import BaseModel
from mmengine.runner import Runner

from ..unwrap import unwrap_model


def models_of_run(runner: Runner) -> List[BaseModel]:
    """The model of a run, without wrappers, and those of its ``EMAHook``."""
    return [unwrap_model(runner.model), *(hook.ema_model.module for hook in _ema_hooks(runner))]


@contextmanager
def averages_in_place(runner: Runner) -> Iterator[None]:
    """Inside, the model of the run has the weights of its ``EMAHook``, as in a validation."""
    hooks = _ema_hooks(runner)
    for hook in hooks:
        hook.before_val_epoch(runner)
    try:
        yield
    finally:
        for hook in reversed(hooks):
            hook.after_val_epoch(runner)


def _ema_hooks(runner: Runner) -> List[EMAHook]:
    return [hook for hook in runner.hooks if isinstance(hook, EMAHook)]
