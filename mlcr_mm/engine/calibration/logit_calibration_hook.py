"""Shifts logits so that 0.5 is the right place to decide at."""
import logging
import time
from bisect import bisect
from typing import List, Optional, Sequence

import torch
from mmengine.hooks import CheckpointHook, Hook
from mmengine.logging import print_log
from mmengine.runner import Runner
from torch.utils.data import Dataset

from mlcr_mm.datasets.parts.test_part import test_dataset
from mlcr_mm.registry import HOOKS

from ..checkpoints.uncalibrated import UNCALIBRATED
from ..targets import dataset_outputs, per_view
from ..unwrap import unwrap_model
from .averages import averages_in_place, models_of_run
from .calibration_images import CalibrationImages, calibration_images
from .model_shifts import forget_shifts, shifts_of
from .shifts import THRESHOLDS, make_shifts

IMAGES = ('unlabeled', 'labeled')


@HOOKS.register_module()
class LogitCalibrationHook(Hook):
    """Computes the ``logit_shift`` of the head, see :class:`mlcr_mm.models.LogitShift`.

    It is computed when an epoch ends that a validation follows, and at the end of the last epoch,
    before the checkpoint is saved: by one pass of the networks over training images, without
    augmentation. Each epoch begins with shifts of zero, so that a checkpoint is either calibrated
    for its own weights or not at all, and a resumed run ends with what an uninterrupted one has.
    No random state is touched, no label of a test image is looked at. A test changes nothing, and
    warns of a model that is not calibrated. It is for checkpoints of epochs: those of iterations
    are saved before they can be calibrated, of which the start of the training warns.

    Args:
        method (str, optional): 'share': a label is decided to be present in as large a share of the
            images as among the known labels; 'f1': the thresholds that maximise the F1 on the
            labelled training images; None: probabilities stay as the networks give them. Defaults
            to 'share'.
        images (str): What the shares are counted on. 'unlabeled': the unlabelled training images,
            where there are some; 'labeled': the labelled ones, which the networks have fitted; for
            unlabelled images of another kind, e.g. another database. Defaults to 'unlabeled'.

    Raises:
        ValueError: If an argument is unknown.

    Example:
        ``--cfg-options default_hooks.calibration.method=None``
    """

    # Before EMAHook puts its average in the place of the model for a validation, and before a
    # checkpoint is saved.
    priority = 'ABOVE_NORMAL'

    def __init__(self, method: Optional[str] = 'share', images: str = 'unlabeled') -> None:
        if method is not None and method not in THRESHOLDS:
            raise ValueError(f'default_hooks.calibration.method must be one of {list(THRESHOLDS)} '
                             f'or None, got {method!r}')
        if images not in IMAGES:
            raise ValueError('default_hooks.calibration.images must be one of '
                             f'{list(IMAGES)}, got {images!r}')
        self.method = method
        self.images = images
        self._source: Optional[CalibrationImages] = None  # while a training is to be calibrated
        self._is_current = False  # whether the shifts are those of the present weights
        self._told = False
        self._classes: Optional[Sequence[str]] = None

    def before_train(self, runner: Runner) -> None:
        """Find the images, now and not after an hour of training."""
        if self.method is not None and shifts_of(unwrap_model(runner.model)):
            self.find_images(runner, runner.train_dataloader.dataset)
            if any(isinstance(hook, CheckpointHook) and not hook.by_epoch
                   for hook in runner.hooks):
                print_log('default_hooks.checkpoint.by_epoch=False: a checkpoint of an iteration '
                          'is not calibrated, its probabilities are raw', logger='current',
                          level=logging.WARNING)

    def before_test(self, runner: Runner) -> None:
        """Warn if the model has no shifts."""
        shifts = shifts_of(unwrap_model(runner.model))
        if self.method is not None and shifts and not any(
                shift.logit_shift.any() for shift in shifts):
            print_log(f'{runner._load_from or "the model"} {UNCALIBRATED}', logger='current',
                      level=logging.WARNING)

    def find_images(self, runner: Runner, dataset: Dataset) -> None:
        """Find the images that :meth:`calibrate` looks at.

        Args:
            runner (Runner): With ``test_dataloader`` in its config.
            dataset (Dataset): The training set.

        Raises:
            TypeError: If the labels of the dataset cannot be read.
            ValueError: If there is no pipeline for images without augmentation, see
                :func:`mlcr_mm.datasets.parts.test_part.test_dataset`.
        """
        try:
            self._source = calibration_images(
                dataset, use_unlabeled=self.method == 'share' and self.images == 'unlabeled')
        except TypeError as error:
            raise TypeError(f'{error}: the model cannot be calibrated on the training set; write '
                            'default_hooks.calibration.method=None') from error
        test_dataset(runner.cfg)  # says what is missing
        self._classes = (getattr(dataset, 'metainfo', None) or {}).get('classes')

    def before_train_epoch(self, runner: Runner) -> None:
        """Forget the shifts: they are those of other weights."""
        self._is_current = False
        forget_shifts(runner)

    def after_train_epoch(self, runner: Runner) -> None:
        """Calibrate before a checkpoint is saved, if a validation or nothing follows."""
        if self._source is not None and _is_end_or_validated(runner):
            self.calibrate(runner)

    def before_val_epoch(self, runner: Runner) -> None:
        """Calibrate, if the weights have changed since."""
        if self._source is not None and not self._is_current:
            self.calibrate(runner)

    def calibrate(self, runner: Runner) -> None:
        """Compute the shifts of the network that predicts, and set them.

        Args:
            runner (Runner): With the weights; :meth:`find_images` has been called.
        """
        start = time.time()
        source = self._source
        model = unwrap_model(runner.model)
        with torch.random.fork_rng(devices=[]), averages_in_place(runner):
            network = getattr(model, 'predictor', model)
            views = dataset_outputs(runner, source.dataset,
                                    lambda batch: per_view(network(**batch)))
        shifts = make_shifts(self.method, views, source.labels)
        for module in models_of_run(runner):
            shift = getattr(module, 'predictor', module).head.logit_shift
            shift.copy_(torch.from_numpy(shifts.values).view_as(shift))
        self._is_current = True
        print_log(f'calibrated by {self.method} on {len(source.dataset)} {source.part} in '
                  f'{time.time() - start:.1f} s: logits are shifted by {shifts.values.min():+.2f} '
                  f'to {shifts.values.max():+.2f}', logger='current', level=logging.INFO)
        self._tell_left(shifts.left)

    def _tell_left(self, left: List[bool]) -> None:
        """Name the labels that are not calibrated, once."""
        if self._told or not any(left):
            return
        self._told = True
        classes = self._classes or range(len(left))
        names = [name for name, is_left in zip(classes, left) if is_left]
        print_log(f'{names} are not calibrated: where they are known they are never or always '
                  'present, or they are never known, or no image could be read', logger='current',
                  level=logging.WARNING)


def _is_end_or_validated(runner: Runner) -> bool:
    """Whether the epoch that ends is the last one, or a validation follows, by mmengine's rule."""
    loop = runner.train_loop
    done = loop.epoch + 1
    interval = loop.dynamic_intervals[bisect(loop.dynamic_milestones, done + 1) - 1]
    return done == loop.max_epochs or (
        runner.val_loop is not None and done >= loop.val_begin and done % interval == 0)
