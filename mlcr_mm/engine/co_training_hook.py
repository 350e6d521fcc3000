"""The rounds of co-training: each view labels images for the other one."""
import logging
from typing import Optional

import numpy as np
import torch
from mmengine.hooks import Hook
from mmengine.hooks.hook import DATA_BATCH
from mmengine.logging import print_log
from mmengine.runner import Runner

from mlcr_mm.labels import PRESENT, UNKNOWN, known_mask
from mlcr_mm.models import CoTrainingHead
from mlcr_mm.pseudo_labels import changed_share, exchange_views, label_prior, select_confident
from mlcr_mm.registry import HOOKS

from .dataset_outputs import dataset_outputs
from .unlabeled_part import goes_on, unlabeled_part
from .unwrap import unwrap_model

NUM_VIEWS = 2
CHECKPOINT_KEY = 'co_training'


@HOOKS.register_module()
class CoTrainingHook(Hook):
    """Co-training (Blum and Mitchell, COLT 1998) of the two views of a ``DualViewClassifier``.

    At the beginning of epoch ``begin`` and of every ``round_epochs``-th one after it, both views
    predict all unlabelled images without augmentation. Of each label, the most confident answers of
    one view, present and absent in the ratio of the label's prior, become the pseudo-labels of the
    *other* view (see :func:`mlcr_mm.pseudo_labels.select_confident`); they replace those of the
    round before. When a round changes few of them, they stay as they are to the end of training.

    Differs from the original, which adds a few images per round and trains both classifiers anew:
    the networks go on from round to round, so that the method costs what the others cost.

    Pseudo-labels and rounds are kept in the checkpoint under ``co_training``, beside the state
    dict: a prediction does not need them, and an exact resume does.

    Args:
        begin (int): Epoch, counted from 0, before which the first round labels; >= 1, up to there
            each view learns from the known labels.
        round_epochs (int): Epochs between two rounds, >= 1.
        confident_share (float): Share of the unlabelled images, in (0, 1], to which a view gives a
            pseudo-label, for each label. Defaults to 0.5.
        tolerance (float): The labels are stable when a round changes less than this share of them.
            Defaults to 0.01.
        max_rounds (int, optional): Rounds at most. Defaults to None: as many as the epochs allow.

    Raises:
        ValueError: If an argument is out of its range, or pseudo-labels of a checkpoint are missing
            or of other images.
        TypeError: If head or training dataset are not those of co-training.
    """

    def __init__(self,
                 begin: int,
                 round_epochs: int,
                 confident_share: float = 0.5,
                 tolerance: float = 0.01,
                 max_rounds: Optional[int] = None) -> None:
        if begin < 1 or round_epochs < 1 or not 0 < confident_share <= 1 or tolerance < 0:
            raise ValueError(
                'CoTrainingHook: begin and round_epochs must be >= 1, confident_share in (0, 1], '
                f'tolerance >= 0, got {begin}, {round_epochs}, {confident_share}, {tolerance}')
        if max_rounds is not None and max_rounds < 1:
            raise ValueError(f'CoTrainingHook: max_rounds must be >= 1 or None, got {max_rounds}')
        self.begin = begin
        self.round_epochs = round_epochs
        self.confident_share = confident_share
        self.tolerance = tolerance
        self.max_rounds = max_rounds
        self.rounds = 0
        self.stable = False
        self.pseudo_labels: Optional[np.ndarray] = None  # int8 (V, N, C) of the unlabelled part

    def before_train(self, runner: Runner) -> None:
        """Check the configuration and find the images to label."""
        head = unwrap_model(runner.model).head
        if not isinstance(head, CoTrainingHead):
            raise TypeError("CoTrainingHook needs model.head=dict(type='CoTrainingHead'), got "
                            f'{type(head).__name__}')
        self._unlabeled = unlabeled_part(runner, 'CoTrainingHook')
        if self.begin >= runner.max_epochs:
            raise ValueError(f'CoTrainingHook: begin={self.begin} must be below '
                             f'train_cfg.max_epochs={runner.max_epochs}')
        labeled = runner.train_dataloader.dataset.datasets[0]
        self._prior = label_prior(labeled.get_gt_scores())
        shape = (NUM_VIEWS, len(self._unlabeled.dataset), head.num_classes)
        if self.pseudo_labels is None:
            self.pseudo_labels = np.full(shape, UNKNOWN, dtype=np.int8)
        elif self.pseudo_labels.shape != shape:
            raise ValueError(f'the checkpoint has pseudo-labels {self.pseudo_labels.shape} (views, '
                             f'unlabelled images, labels), the training set {shape}: resume with '
                             'the images that the run was started with')

    def before_train_epoch(self, runner: Runner) -> None:
        """Label, if a round is due."""
        epochs = runner.epoch - self.begin
        finished = self.stable or (self.max_rounds is not None and self.rounds >= self.max_rounds)
        if epochs < 0 or epochs % self.round_epochs or finished:
            return
        model = unwrap_model(runner.model)
        logits = dataset_outputs(runner, self._unlabeled.dataset, lambda batch: model(**batch))
        given = np.stack([
            select_confident(view, self._prior, self.confident_share) for view in logits
        ])
        previous, self.pseudo_labels = self.pseudo_labels, exchange_views(given)
        changed = changed_share(previous, self.pseudo_labels)
        self.rounds += 1
        self.stable = changed < self.tolerance
        self._report(runner, changed)

    def before_train_iter(self,
                          runner: Runner,
                          batch_idx: int,
                          data_batch: Optional[DATA_BATCH] = None) -> None:
        """Give the unlabelled images of a batch their ``pseudo_labels (V, C)``."""
        if not self.rounds:
            return
        for place, sample in self._unlabeled.samples_of(data_batch):
            codes = torch.from_numpy(self.pseudo_labels[:, place].astype(np.float32))
            sample.set_field(codes, 'pseudo_labels')

    def before_save_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Put the pseudo-labels into the checkpoint."""
        checkpoint[CHECKPOINT_KEY] = dict(
            rounds=self.rounds, stable=self.stable,
            pseudo_labels=torch.from_numpy(self.pseudo_labels))

    def after_load_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Take the pseudo-labels of a run that goes on; a test or a new run has no use for them."""
        if not goes_on(runner):
            return
        if CHECKPOINT_KEY not in checkpoint:
            raise ValueError(f'checkpoint {runner._load_from} has no pseudo-labels: it is not of a '
                             'co-training run; start from its weights with load_from, without '
                             '--resume')
        state = checkpoint[CHECKPOINT_KEY]
        self.rounds, self.stable = state['rounds'], state['stable']
        self.pseudo_labels = state['pseudo_labels'].cpu().numpy()

    def _report(self, runner: Runner, changed: float) -> None:
        known = known_mask(self.pseudo_labels).mean()
        present = (self.pseudo_labels == PRESENT).mean()
        message = (f'co-training round {self.rounds} before epoch {runner.epoch + 1}: '
                   f'{100 * known:.1f} % of the labels of {len(self._unlabeled.dataset)} images '
                   f'({100 * present:.1f} % present), {100 * changed:.1f} % changed')
        if self.stable:
            message += '; they are stable and stay'
        print_log(message, logger='current', level=logging.INFO)
