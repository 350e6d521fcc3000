"""Says when test images have other shares of the labels than the training images had."""
import logging
from typing import Any, Dict, Optional

from mmengine.hooks import Hook
from mmengine.logging import print_log
from mmengine.runner import Runner
from torch.utils.data import Dataset

from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.registry import HOOKS

from .share_difference import LabelCounts, count_labels, differing_shares

CHECKPOINT_KEY = 'label_counts'


@HOOKS.register_module()
class LabelShareHook(Hook):
    """Warns after a test whose labels have other shares than those of the training.

    A calibrated model decides at the shares of its training images. On images of another kind,
    e.g. another database, these may be the wrong ones: then look at ``mlcr/f1_uncalibrated`` and
    ``mlcr/map`` as well. How often each label is present in the training is kept in the checkpoint,
    beside the state dict; for checkpoints that do not say it nothing is said.
    """

    def __init__(self) -> None:
        self._counts: Optional[LabelCounts] = None  # of the training
        self._told = False

    def before_train(self, runner: Runner) -> None:
        """Count the labels of the labelled images."""
        dataset = runner.train_dataloader.dataset
        self._counts = training_counts(dataset)

    def before_save_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Put the counts into the checkpoint."""
        if self._counts is not None:
            checkpoint[CHECKPOINT_KEY] = self._counts._asdict()

    def after_load_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Take the counts of the training; a training counts for itself."""
        counts = checkpoint.get(CHECKPOINT_KEY)
        self._counts = None if counts is None else LabelCounts(**counts)

    def after_val_epoch(self, runner: Runner, metrics: Optional[Dict[str, Any]] = None) -> None:
        """Compare, at the first validation."""
        if not self._told:
            self._told = True
            self._compare(runner.val_dataloader.dataset, 'validation')

    def after_test_epoch(self, runner: Runner, metrics: Optional[Dict[str, Any]] = None) -> None:
        """Compare."""
        self._compare(runner.test_dataloader.dataset, 'test')

    def _compare(self, dataset: Dataset, part: str) -> None:
        counts = _counts_of(dataset)
        classes = (getattr(dataset, 'metainfo', None) or {}).get('classes')
        if self._counts is None or counts is None or classes is None:
            return
        if not len(self._counts.known) == len(counts.known) == len(classes):
            return  # refused or adapted by the guard of checkpoints
        lines = differing_shares(classes, self._counts, counts)
        if lines:
            print_log(f'the {part} images have labels in other shares than the training images, at '
                      f'which a calibrated model decides: {", ".join(lines)}; compare mlcr/f1 with '
                      'mlcr/f1_uncalibrated, and mlcr/map, which needs no threshold',
                      logger='current', level=logging.WARNING)


def training_counts(dataset: Dataset) -> Optional[LabelCounts]:
    """Counts of the labelled images of a training set; None if it does not tell its labels."""
    return _counts_of(getattr(dataset, 'labeled', dataset))


def _counts_of(dataset: Dataset) -> Optional[LabelCounts]:
    """Counts of a dataset; None for one of another package, which does not tell its labels."""
    try:
        return count_labels(label_matrix(dataset))
    except TypeError:
        return None
