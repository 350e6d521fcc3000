"""Hard targets: each view labels images for the other one."""
import numpy as np
from mmengine.model import BaseModel

from mlcr_mm.labels import PRESENT, UNKNOWN, known_mask, label_shares
from mlcr_mm.models import CoTrainingHead
from mlcr_mm.pseudo_labels import changed_share, exchange_views, select_confident
from mlcr_mm.registry import TASK_UTILS

from .unlabeled_targets import UnlabeledTargets, as_tensor


@TASK_UTILS.register_module()
class ExchangedLabels(UnlabeledTargets):
    """Targets of co-training (Blum and Mitchell, COLT 1998), for a ``CoTrainingHead``.

    Of each label, the most confident answers of one view, present and absent in the ratio of the
    label's prior, become the pseudo-labels of the *other* view (see
    :func:`mlcr_mm.pseudo_labels.select_confident`); they replace those of the time before. When
    this changes few of them, they stay as they are to the end of training.

    Differs from the original, which adds a few images at a time and trains both classifiers anew:
    the networks go on, so that the method costs what the others cost.

    Args:
        confident_share (float): Share of the unlabelled images, in (0, 1], to which a view gives a
            pseudo-label, for each label. Defaults to 0.5.
        tolerance (float): The labels are stable when less than this share of them changes. Defaults
            to 0.01.
        **kwargs: Those of :class:`UnlabeledTargets`.

    Raises:
        ValueError: If an argument is out of its range.
    """

    FIELD = 'pseudo_labels'
    STATE = ('times', 'stable')

    def __init__(self,
                 confident_share: float = 0.5,
                 tolerance: float = 0.01,
                 **kwargs) -> None:
        if not 0 < confident_share <= 1 or tolerance < 0:
            raise ValueError('ExchangedLabels: confident_share must be in (0, 1] and tolerance >= '
                             f'0, got {confident_share}, {tolerance}')
        super().__init__(**kwargs)
        self.confident_share = confident_share
        self.tolerance = tolerance
        self.times = 0
        self.stable = False

    @property
    def is_final(self) -> bool:
        """bool: Whether the last update changed few labels."""
        return self.stable

    def check(self, model: BaseModel) -> None:
        """Refuse a model with another head than a ``CoTrainingHead``."""
        if not isinstance(model.head, CoTrainingHead):
            raise TypeError("targets=dict(type='ExchangedLabels') needs "
                            "model.head=dict(type='CoTrainingHead'), got "
                            f'{type(model.head).__name__}')

    def update(self, logits: np.ndarray, labels: np.ndarray) -> str:
        """Label codes for each view, ``(N, V, C)``."""
        prior = label_shares(labels)
        given = np.stack([select_confident(view, prior, self.confident_share) for view in logits])
        exchanged = exchange_views(given).transpose(1, 0, 2)  # (V, N, C) -> (N, V, C)
        previous = np.full_like(exchanged, UNKNOWN) if self.values is None else self.values.numpy()
        changed = changed_share(previous, exchanged)
        self.values = as_tensor(exchanged)
        self.times += 1
        self.stable = changed < self.tolerance
        return (f'exchange {self.times} of labels between the views: '
                f'{100 * known_mask(exchanged).mean():.1f} % of the labels of {len(exchanged)} '
                f'unlabelled images ({100 * (exchanged == PRESENT).mean():.1f} % present), '
                f'{100 * changed:.1f} % changed{"; they are stable and stay" * self.stable}')
