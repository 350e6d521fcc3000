"""Refuses checkpoints that do not fit the model."""
from typing import List

from mmengine.hooks import Hook
from mmengine.runner import BaseLoop, Runner

from mlcr_mm.registry import HOOKS

from .unwrap import unwrap_model

_SHOWN = 3


@HOOKS.register_module()
class CheckpointGuardHook(Hook):
    """Ends with one clear error where a checkpoint and the config describe different networks.

    mmengine loads what fits and logs the rest as a warning: a test would go on with random weights.
    Starting a new training from a checkpoint (``load_from``) stays as lenient as in mmengine.

    Raises:
        ValueError: When testing or resuming, on parameters that are missing, left over or of
            another shape.
    """

    def after_load_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Compare names and shapes before the weights are taken over."""
        starts_training = isinstance(runner._train_loop, BaseLoop) and not runner._resume
        if starts_training:
            return
        expected = unwrap_model(runner.model).state_dict()
        found = checkpoint.get('state_dict', checkpoint)
        problems: List[str] = []
        problems += [f'{name} is missing' for name in expected if name not in found]
        problems += [f'{name} is not in the model' for name in found if name not in expected]
        problems += [
            f'{name} has shape {tuple(found[name].shape)}, the model {tuple(value.shape)}'
            for name, value in expected.items()
            if name in found and found[name].shape != value.shape
        ]
        if problems:
            more = f' (and {len(problems) - _SHOWN} more)' if len(problems) > _SHOWN else ''
            raise ValueError(f'checkpoint {runner._load_from} does not fit the model: '
                             f"{'; '.join(problems[:_SHOWN])}{more}. Use the config that it was "
                             'trained with: it lies in the work directory beside it')
