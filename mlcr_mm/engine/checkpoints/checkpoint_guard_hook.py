"""Refuses checkpoints that do not fit, and adapts those that a new training starts from."""
import logging

from mmengine.hooks import Hook
from mmengine.logging import print_log
from mmengine.runner import BaseLoop, Runner

from mlcr_mm.registry import HOOKS

from ..unwrap import unwrap_model
from .checkpoint_fit import check_checkpoint_fits
from .fine_tuning import adapt_weights
from .label_names import (
    check_num_labels,
    check_same_labels,
    labels_of_checkpoint,
    labels_of_loader,
)
from .other_input import warn_of_other_input
from .resume import checkpoint_name, is_resumed, starts_training


@HOOKS.register_module()
class CheckpointGuardHook(Hook):
    """Sees to it that a checkpoint means to the model what it meant to the run that wrote it.

    mmengine loads what fits and logs the rest as a warning: a test would go on with random weights,
    and labels are not compared at all. Here a test or a resumed training ends with one clear error
    where names, shapes or labels differ, and warns where images have another size or
    another normalisation. A new training (``load_from``) starts at its first phase, from what
    :func:`adapt_weights` takes over.

    Raises:
        ValueError: When testing or resuming, on parameters that are missing, left over or of
            another shape, or on other labels; in any run, on parts with different labels.
    """

    def before_train(self, runner: Runner) -> None:
        """Compare the labels of the training part with the head's and the validation part's."""
        check_num_labels(unwrap_model(runner.model), labels_of_loader(runner.train_dataloader))
        if runner.val_loop is not None:
            check_same_labels(labels_of_loader(runner.train_dataloader),
                              labels_of_loader(runner.val_dataloader), 'the training part',
                              'the validation part')

    def after_load_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Compare or adapt, before the weights are taken over."""
        model = unwrap_model(runner.model)
        old_labels = labels_of_checkpoint(checkpoint)
        path = checkpoint_name(runner)
        if starts_training(runner):
            labels = labels_of_loader(runner.train_dataloader)
            line = adapt_weights(model, checkpoint, labels, old_labels, path)
            print_log(line, logger='current', level=logging.INFO)
            return
        check_checkpoint_fits(model, checkpoint, path)
        loops = [runner._train_loop] if is_resumed(runner) else [runner._test_loop,
                                                                 runner._val_loop]
        for loop in loops:
            if isinstance(loop, BaseLoop):  # and not its config
                check_same_labels(old_labels, labels_of_loader(loop.dataloader),
                                  f'checkpoint {path}', 'the dataset of the config')
        warn_of_other_input(checkpoint, runner.cfg, path)
