"""Stops a training whose numbers are none any more."""
import math
from typing import Any, List, Optional

import torch
from mmengine.hooks import Hook
from mmengine.runner import Runner

from mlcr_mm.not_finite import NotFiniteError
from mlcr_mm.registry import HOOKS

_NUM_NAMES = 8


@HOOKS.register_module()
class FiniteHook(Hook):
    """Ends the training at the first NaN or infinite loss, and before such weights are saved.

    It waits for no GPU: mmengine's ``RuntimeInfoHook`` has read the losses of every iteration by
    then. A gradient that float16 made infinite is none of its business: the scaler of the
    optimizer wrapper skips that step.

    Raises:
        NotFiniteError: It names the loss term, the iteration and the images; or the weights.
    """

    priority = 'ABOVE_NORMAL'  # before a checkpoint is written, after the losses have been read

    def after_train_iter(self, runner: Runner, batch_idx: int, data_batch: Any = None,
                         outputs: Optional[dict] = None) -> None:
        """Look at the losses that the step returned."""
        values = {name: _as_read(runner, name, value) for name, value in (outputs or {}).items()}
        bad = {name: value for name, value in values.items() if not math.isfinite(value)}
        if not bad:
            return
        terms = [name for name in bad if name != 'loss'] or ['loss']
        phase = runner.message_hub.get_info('phase')
        where = f' of phase {phase}' if phase else ''
        raise NotFiniteError(
            f'{" and ".join(f"{name} is {bad[name]}" for name in terms)} in iteration '
            f'{runner.iter + 1}, epoch {runner.epoch + 1}{where}, on {_images(data_batch)}; lower '
            f'the learning rate (optim_wrapper.optimizer.lr, now {_rate(runner)}), and look at '
            'these images; checkpoints written before are kept')

    def before_save_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Look at the weights: the last step may have spoilt them, its loss is from before."""
        bad = [name for name, value in checkpoint['state_dict'].items()
               if value.is_floating_point() and not torch.isfinite(value).all()]
        if bad:
            raise NotFiniteError(
                f'{len(bad)} tensors of the model, first {bad[0]}, hold NaN or infinity after '
                f'iteration {runner.iter}; no checkpoint is written; lower the learning rate '
                f'(optim_wrapper.optimizer.lr, now {_rate(runner)})')


def _as_read(runner: Runner, name: str, value: Any) -> float:
    """A loss as ``RuntimeInfoHook`` has read it; to read it again would wait for the GPU again."""
    history = runner.message_hub.log_scalars.get(f'train/{name}')
    if history is not None:
        return history.current()
    return value.item() if hasattr(value, 'item') else value


def _images(data_batch: Any) -> str:
    names = _paths((data_batch or {}).get('data_samples'))
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
