"""The losses of a training in its log, without waiting for the GPU in every iteration."""
import math
from typing import Any, Optional

from mmengine.hooks import RuntimeInfoHook
from mmengine.runner import Runner

from mlcr_mm.registry import HOOKS

from .deferred_losses import DeferredLosses


@HOOKS.register_module()
class LossLogHook(RuntimeInfoHook):
    """mmengine's ``RuntimeInfoHook``, which reads the losses when they are logged or saved.

    The log and the checkpoints hold the same numbers, one per iteration. In between, the message
    hub has those up to the last line of the log. A loss that is not finite counts nothing there:
    ``FiniteHook`` names it. The hook takes the place of mmengine's as
    ``default_hooks.runtime_info``.
    """

    priority = 'VERY_HIGH'

    def __init__(self) -> None:
        super().__init__()
        self._losses = DeferredLosses()

    def after_train_iter(self, runner: Runner, batch_idx: int, data_batch: Any = None,
                         outputs: Optional[dict] = None) -> None:
        """Keep the losses, and write them into the message hub when it is time."""
        if outputs is not None:
            self._losses.add(outputs)
        if self._losses.is_time(runner, batch_idx):
            self._write(runner)

    def before_save_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Put the losses into the checkpoint that have not been read before."""
        if self._write(runner):
            checkpoint['message_hub'] = runner.message_hub.state_dict()

    def _write(self, runner: Runner) -> bool:
        iterations = self._losses.read()
        for iteration in iterations:
            for name, value in iteration.values.items():
                # A step that is left out takes no part in the mean of its line.
                counted = math.isfinite(value)
                runner.message_hub.update_scalar(f'train/{name}', value if counted else 0.,
                                                 int(counted))
        return bool(iterations)
