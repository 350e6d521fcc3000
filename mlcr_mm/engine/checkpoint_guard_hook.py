"""Refuses checkpoints that do not fit the model."""
from mmengine.hooks import Hook
from mmengine.runner import BaseLoop, Runner

from mlcr_mm.registry import HOOKS

from .checkpoint_fit import check_checkpoint_fits
from .unwrap import unwrap_model


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
        check_checkpoint_fits(
            unwrap_model(runner.model), checkpoint.get('state_dict', checkpoint),
            runner._load_from)
