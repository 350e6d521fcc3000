"""Self-training: fresh views learn from what the views before them said."""
import logging
from typing import Optional

import numpy as np
import torch
from mmengine.dist import broadcast
from mmengine.hooks import EMAHook, Hook
from mmengine.hooks.hook import DATA_BATCH
from mmengine.logging import print_log
from mmengine.runner import Runner
from torch import Tensor

from mlcr_mm.datasets.label_matrix import label_matrix
from mlcr_mm.models import DualViewClassifier
from mlcr_mm.registry import HOOKS

from .dataset_outputs import dataset_outputs
from .fresh_views import restart_views
from .soft_targets import match_label_shares, mean_probability_logits
from .unlabeled_part import goes_on, unlabeled_part
from .unwrap import unwrap_model

CHECKPOINT_KEY = 'self_training'


@HOOKS.register_module()
class SelfTrainingHook(Hook):
    """Self-training with a noisy student (`Xie et al., CVPR 2020
    <https://arxiv.org/abs/1911.04252>`_) for the two views of MLCR.

    At the beginning of epoch ``begin`` both views predict all unlabelled images without
    augmentation. Then they start again from new random weights (or from the same pretrained ones),
    the optimizer forgets its averages, and on unlabelled images the head's ``loss_self_training``
    pulls each view towards the mean probability of the two views before it. Views that go on from
    their old weights have fitted the few labelled images already and learn less from that.

    Differs from the original: soft targets and no larger student; the distance is L_cr, Eq. (4) of
    MLCR, when the head is configured with a ``CoRegularizationLoss``. Views that are trained with
    strong balancing say "present" too often, and those that drift say it too rarely:
    ``match_label_shares`` corrects both before the predictions are passed on.

    The predictions are kept in the checkpoint under ``self_training``, beside the state dict: a
    test does not need them, and an exact resume does.

    Args:
        begin (int): Epoch, counted from 0, before which the views start again; >= 1.
        match_label_shares (bool): Whether the predictions of each label are moved until it is
            present in as large a share of the unlabelled images as of the labelled ones; see
            :func:`mlcr_mm.engine.soft_targets.match_label_shares`. For unlabelled images of the
            same kind as the labelled ones only. Defaults to False.

    Raises:
        ValueError: If ``begin`` is out of its range, an ``EMAHook`` would average old and new
            views, or predictions of a checkpoint are missing or of other images.
        TypeError: If model, head or training dataset do not fit.
    """

    def __init__(self, begin: int, match_label_shares: bool = False) -> None:
        if begin < 1:
            raise ValueError(f'SelfTrainingHook: begin must be >= 1, got {begin}: the views need '
                             'epochs in which they learn what they are to pass on')
        self.begin = begin
        self.match_label_shares = match_label_shares
        self.previous_logits: Optional[Tensor] = None  # (N, C) of the unlabelled part, float32

    def before_train(self, runner: Runner) -> None:
        """Check the configuration."""
        model = unwrap_model(runner.model)
        if not isinstance(model, DualViewClassifier) or model.head.loss_self_training is None:
            raise TypeError(
                "SelfTrainingHook needs model=dict(type='DualViewClassifier') with "
                "head=dict(loss_self_training=dict(type='CoRegularizationLoss', loss_weight=10.))")
        self._unlabeled = unlabeled_part(runner, 'SelfTrainingHook')
        if self.match_label_shares:
            try:
                self._labels = label_matrix(runner.train_dataloader.dataset)
            except TypeError as error:
                raise TypeError(f'{error}: set SelfTrainingHook.match_label_shares to False'
                                ) from error
        if self.begin >= runner.max_epochs:
            raise ValueError(f'SelfTrainingHook: begin={self.begin} must be below '
                             f'train_cfg.max_epochs={runner.max_epochs}')
        for hook in runner.hooks:
            if isinstance(hook, EMAHook) and hook.begin_epoch < self.begin:
                raise ValueError('EMAHook would average the weights of the old and the new views: '
                                 f'set its begin_epoch to {self.begin} or later')
        num_images = len(self._unlabeled.dataset)
        if self.previous_logits is None:
            if runner.epoch > self.begin:
                raise ValueError(f'{runner._load_from} is a checkpoint of epoch {runner.epoch} '
                                 'without self-training: start from its weights with load_from, '
                                 'without --resume')
        elif len(self.previous_logits) != num_images:
            raise ValueError(f'the checkpoint has predictions of {len(self.previous_logits)} '
                             f'unlabelled images, the training set has {num_images}: '
                             'resume with the images that the run was started with')

    def before_train_epoch(self, runner: Runner) -> None:
        """Predict and start again, if it is time."""
        if runner.epoch < self.begin or self.previous_logits is not None:
            return
        model = unwrap_model(runner.model)
        views = dataset_outputs(runner, self._unlabeled.dataset, lambda batch: model(**batch))
        logits = mean_probability_logits(np.stack(views))  # (N, C)
        if self.match_label_shares:
            logits = match_label_shares(logits, self._labels)
        self.previous_logits = torch.from_numpy(logits)
        restart_views(model, runner.cfg.model, runner.seed)
        for tensor in model.state_dict().values():
            broadcast(tensor)  # processes may have seeds of their own
        runner.optim_wrapper.optimizer.state.clear()
        print_log(
            f'self-training starts at epoch {runner.epoch + 1}: new views learn from the '
            f'predictions of the old ones for {len(logits)} unlabelled images',
            logger='current',
            level=logging.INFO)

    def before_train_iter(self,
                          runner: Runner,
                          batch_idx: int,
                          data_batch: Optional[DATA_BATCH] = None) -> None:
        """Give the unlabelled images of a batch their ``previous_logits (C,)``."""
        if self.previous_logits is None:
            return
        for place, sample in self._unlabeled.samples_of(data_batch):
            # NaN: the image could not be read when the views predicted.
            if self.previous_logits[place].isfinite().all():
                sample.set_field(self.previous_logits[place], 'previous_logits')

    def before_save_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Put the predictions into the checkpoint."""
        if self.previous_logits is not None:
            checkpoint[CHECKPOINT_KEY] = self.previous_logits

    def after_load_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Take the predictions of a run that goes on; a test or a new run has no use for them."""
        if goes_on(runner):
            logits = checkpoint.get(CHECKPOINT_KEY)
            self.previous_logits = None if logits is None else logits.cpu()
