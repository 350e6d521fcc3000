"""Self-training: fresh views learn from what the views before them said."""
import logging
from typing import Optional, Sequence, Union

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
    their old weights have fitted the few labelled images already and learn less from that. With
    several epochs in ``begin`` this repeats, and views learn from the mean probability of all views
    before them: those taught by unlabelled images say what the first two do not, and both together
    are right more often than either.

    Differs from the original: soft targets and no larger student; the distance is L_cr, Eq. (4) of
    MLCR, when the head is configured with a ``CoRegularizationLoss``. Views that are trained with
    strong balancing say "present" too often, and those that drift say it too rarely:
    ``match_label_shares`` corrects both before the predictions are passed on.

    Predictions and number of restarts are kept in the checkpoint under ``self_training``, beside
    the state dict: a test does not need them, and an exact resume does.

    Args:
        begin (int | Sequence[int]): Epoch, counted from 0, before which the views start again;
            >= 1. Several in ascending order.
        match_label_shares (bool): Whether the predictions of each label are moved until it is
            present in as large a share of the unlabelled images as of the labelled ones; see
            :func:`mlcr_mm.engine.soft_targets.match_label_shares`. For unlabelled images of the
            same kind as the labelled ones only. Defaults to False.

    Raises:
        ValueError: If ``begin`` is out of its range, an ``EMAHook`` would average old and new
            views, or predictions of a checkpoint are missing, of other images or of a run with
            other restarts.
        TypeError: If model, head or training dataset do not fit.
    """

    def __init__(self, begin: Union[int, Sequence[int]], match_label_shares: bool = False) -> None:
        self.begins = [begin] if isinstance(begin, int) else list(begin)
        if not self.begins or self.begins[0] < 1 or self.begins != sorted(set(self.begins)):
            raise ValueError(f'SelfTrainingHook: begin must be >= 1 and ascending, got {begin}: '
                             'views need epochs in which they learn what they are to pass on')
        self.match_label_shares = match_label_shares
        self.num_restarts = 0
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
        last = self.begins[-1]
        if last >= runner.max_epochs:
            raise ValueError(f'SelfTrainingHook: begin={last} must be below '
                             f'train_cfg.max_epochs={runner.max_epochs}')
        for hook in runner.hooks:
            if isinstance(hook, EMAHook) and hook.begin_epoch < last:
                raise ValueError('EMAHook would average the weights of the old and the new views: '
                                 f'set its begin_epoch to {last} or later')
        due = sum(begin < runner.epoch for begin in self.begins)
        if self.num_restarts not in (due, due + (runner.epoch in self.begins)):
            raise ValueError(f'{runner._load_from} is a checkpoint of epoch {runner.epoch} with '
                             f'{self.num_restarts} restarts of self-training where '
                             f'SelfTrainingHook.begin={self.begins} makes {due}: start from its '
                             'weights with load_from, without --resume')
        num_images = len(self._unlabeled.dataset)
        if self.previous_logits is not None and len(self.previous_logits) != num_images:
            raise ValueError(f'the checkpoint has predictions of {len(self.previous_logits)} '
                             f'unlabelled images, the training set has {num_images}: '
                             'resume with the images that the run was started with')

    def before_train_epoch(self, runner: Runner) -> None:
        """Predict and start again, if it is time."""
        if runner.epoch not in self.begins[self.num_restarts:]:
            return
        model = unwrap_model(runner.model)
        views = dataset_outputs(runner, self._unlabeled.dataset, lambda batch: model(**batch))
        if self.previous_logits is not None:  # the mean of two views per restart
            views += [self.previous_logits.numpy()] * (2 * self.num_restarts)
        logits = mean_probability_logits(np.stack(views))  # (N, C)
        if self.match_label_shares:
            logits = match_label_shares(logits, self._labels)
        self.previous_logits = torch.from_numpy(logits)
        restart_views(model, runner.cfg.model, runner.seed, self.num_restarts)
        for tensor in model.state_dict().values():
            broadcast(tensor)  # processes may have seeds of their own
        runner.optim_wrapper.optimizer.state.clear()
        self.num_restarts += 1
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
            checkpoint[CHECKPOINT_KEY] = dict(
                previous_logits=self.previous_logits, num_restarts=self.num_restarts)

    def after_load_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Take the predictions of a run that goes on; a test or a new run has no use for them."""
        if goes_on(runner):
            state = checkpoint.get(CHECKPOINT_KEY)
            if state is None:
                self.previous_logits, self.num_restarts = None, 0
            else:
                self.previous_logits = state['previous_logits'].cpu()
                self.num_restarts = state['num_restarts']
