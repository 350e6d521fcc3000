"""Stops a training whose numbers are none any more."""
import logging
import math
from typing import Any, List, NamedTuple, Optional, Tuple

import torch
from mmengine.dist import all_gather_object
from mmengine.hooks import Hook
from mmengine.logging import print_log
from mmengine.runner import Runner

from mlcr_mm.not_finite import NotFiniteError
from mlcr_mm.registry import HOOKS

from .deferred_losses import DeferredLosses
from .step_skipper import StepSkipper

_COUNT = 'skipped_steps'  # in the message hub, and so in checkpoints
_NUM_NAMES = 8


@HOOKS.register_module()
class FiniteHook(Hook):
    """Ends the training when a loss is NaN or infinite, and before such weights are saved.

    It looks when a line of the log is due, when an epoch ends, and before a checkpoint is written,
    at the losses of all iterations since: to look in each would make GPU and host wait for each
    other. The error names the first bad one; what has been trained after it is lost with it. A
    gradient that float16 made infinite is none of its business: the scaler of the optimizer wrapper
    skips that step.

    Args:
        max_skipped (int): So many steps of a training whose loss or gradient is not finite are
            left out, each with a warning, before one ends it; see :class:`StepSkipper`. It reads
            loss and gradients of every step then, and waits for the GPU. Defaults to 0.

    Raises:
        NotFiniteError: It names the loss term, the iteration and the images; or the weights.
        ValueError: If ``max_skipped`` is negative.
    """

    priority = 'ABOVE_NORMAL'  # before a checkpoint is written

    def __init__(self, max_skipped: int = 0) -> None:
        if max_skipped < 0:
            raise ValueError(f'FiniteHook: max_skipped must be >= 0, got {max_skipped}')
        self.max_skipped = max_skipped
        self._skipper: Optional[StepSkipper] = None
        self._seen: List[str] = []  # what was not finite since the last step
        self._losses = DeferredLosses()

    def before_train(self, runner: Runner) -> None:
        """Watch the steps that may be left out."""
        if self.max_skipped:
            self._skipper = StepSkipper(runner)

    def before_train_iter(self, runner: Runner, batch_idx: int, data_batch: Any = None) -> None:
        """Make ready to leave out a step."""
        if self._skipper is not None:
            self._skipper.start_step()

    def after_train_iter(self, runner: Runner, batch_idx: int, data_batch: Any = None,
                         outputs: Optional[dict] = None) -> None:
        """Keep the losses that the step returned, and look at them when it is time."""
        self._losses.add(outputs or {}, _Place(
            runner.iter, runner.epoch, runner.message_hub.get_info('phase'),
            (data_batch or {}).get('data_samples')))
        if self._skipper is None:
            if self._losses.is_time(runner, batch_idx):
                self._check_losses(runner)
            return
        place, text = self._look()
        if self._skipper.bad_loss:  # in some process
            self._seen += filter(None, all_gather_object(text))
        if self._skipper.skipped:
            self._count_skipped(runner, self._seen or [
                f'a gradient is not finite {place.text()}'])
            self._seen = []

    def _count_skipped(self, runner: Runner, seen: List[str]) -> None:
        """Say that a step was left out, or that it was one too many."""
        number = (runner.message_hub.get_info(_COUNT) or 0) + 1
        runner.message_hub.update_info(_COUNT, number)
        text = ', and '.join(seen)
        if number > self.max_skipped:
            raise NotFiniteError(
                f'{text}; step {number} that would be skipped, default_hooks.finite.max_skipped is '
                f'{self.max_skipped}; {_advice(runner)}')
        print_log(f'{text}: the step is skipped, {number} of at most {self.max_skipped}',
                  logger='current', level=logging.WARNING)

    def _look(self) -> Tuple[Optional['_Place'], str]:
        """The last iteration that was kept, or the first bad one, and what is bad in it."""
        place, bad = None, {}
        for iteration in self._losses.read():
            place = iteration.note
            bad = {name: value for name, value in iteration.values.items()
                   if not math.isfinite(value)}
            if bad:
                break
        terms = [name for name in bad if name != 'loss'] or list(bad)
        what = ' and '.join(f'{name} is {bad[name]}' for name in terms)
        return place, bad and f'{what} {place.text()}' or ''

    def _check_losses(self, runner: Runner) -> None:
        text = self._look()[1]
        if text:
            raise NotFiniteError(f'{text}; {_advice(runner)}')

    def before_save_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Look at the losses, and the weights: the last step may have spoilt them."""
        self._check_losses(runner)
        bad = [name for name, value in checkpoint['state_dict'].items()
               if value.is_floating_point() and not torch.isfinite(value).all()]
        if bad:
            raise NotFiniteError(
                f'{len(bad)} tensors of the model, first {bad[0]}, hold NaN or infinity after '
                f'iteration {runner.iter}; no checkpoint is written; lower the learning rate '
                f'(optim_wrapper.optimizer.lr, now {_rate(runner)})')


class _Place(NamedTuple):
    """Which iteration it was."""

    iteration: int
    epoch: int
    phase: Optional[str]
    samples: Any

    def text(self) -> str:
        where = f' of phase {self.phase}' if self.phase else ''
        return (f'in iteration {self.iteration + 1}, epoch {self.epoch + 1}{where}, on '
                f'{_images(self.samples)}')


def _advice(runner: Runner) -> str:
    return (f'lower the learning rate (optim_wrapper.optimizer.lr, now {_rate(runner)}), and look '
            'at these images; checkpoints written before are kept')


def _images(samples: Any) -> str:
    names = _paths(samples)
    if not names:
        return 'images without names'
    more = len(names) - _NUM_NAMES
    return f'{", ".join(names[:_NUM_NAMES])}{f" and {more} more" if more > 0 else ""}'


def _paths(samples: Any) -> List[str]:
    if isinstance(samples, (list, tuple)):
        return [path for sample in samples for path in _paths(sample)]
    path = getattr(samples, 'img_path', None)
    return [str(path)] if path else []


def _rate(runner: Runner) -> str:
    rates = runner.optim_wrapper.get_lr()
    return f'{max(max(group) for group in rates.values()):g}'
