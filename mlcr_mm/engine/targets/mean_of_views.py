"""Soft targets: the mean of what all views have said so far."""
from numbers import Real

import numpy as np
from mmengine.model import BaseModel
from torch import Tensor

from mlcr_mm.models import DualViewClassifier
from mlcr_mm.registry import TASK_UTILS

from .soft_targets import match_label_shares, mean_probability_logits
from .unlabeled_targets import UnlabeledTargets, as_tensor, check_switch


@TASK_UTILS.register_module()
class MeanOfViews(UnlabeledTargets):
    """Targets of self-training, for the head's ``loss_self_training``.

    With new views in the same phase this is self-training with a noisy student (`Xie et al., CVPR
    2020 <https://arxiv.org/abs/1911.04252>`_): views that go on from their old weights have fitted
    the few labelled images already and learn less. When the targets are made again, the new ones
    are the mean probability of all views so far: those taught by unlabelled images say what the
    first two do not, and all together are right more often than any of them.

    Differs from the original: soft targets and no larger student; the distance is L_cr, Eq. (4) of
    MLCR, when the head is configured with a ``CoRegularizationLoss``.

    Args:
        match_label_shares (bool): Whether the predictions of each label are moved until it is
            present in as large a share of the unlabelled images as of the labelled ones; see
            :func:`match_label_shares`. Views that are trained with strong balancing say "present"
            too often, those that drift say it too rarely. For unlabelled images of the same kind as
            the labelled ones only. Defaults to False.
        temperature (float): > 0; what the logits of the targets are divided by. Below 1 the targets
            are sharper than what the views said: a mean of views is less decided than any of them.
            Defaults to 1.
        **kwargs: Those of :class:`UnlabeledTargets`.

    Raises:
        ValueError: If ``temperature`` is not above 0, or a switch neither True nor False.
    """

    FIELD = 'previous_logits'
    STATE = ('num_views', )

    def __init__(self, match_label_shares: bool = False, temperature: float = 1.,
                 **kwargs) -> None:
        super().__init__(**kwargs)
        if not isinstance(temperature, Real) or not temperature > 0:
            raise ValueError(f'MeanOfViews: temperature must be above 0, got {temperature!r}')
        check_switch(self, 'match_label_shares', match_label_shares)
        self.temperature = temperature
        self.match_label_shares = match_label_shares
        self.num_views = 0  # that the targets are the mean of

    def check(self, model: BaseModel) -> None:
        """Refuse a model without ``loss_self_training``."""
        if not isinstance(model, DualViewClassifier) or model.head.loss_self_training is None:
            raise TypeError(
                "targets=dict(type='MeanOfViews') needs model=dict(type='DualViewClassifier') with "
                "head=dict(loss_self_training=dict(type='CoRegularizationLoss', loss_weight=10.))")

    def target(self, value: Tensor) -> Tensor:
        """See the base class; ``values`` stay at temperature 1, for the next mean."""
        return value / self.temperature

    def update(self, logits: np.ndarray, labels: np.ndarray) -> str:
        """Logits of the mean probability of these and of all earlier views, ``(N, C)``."""
        views = list(logits)
        if self.match_label_shares:  # views of one round may say "present" more often than others
            views = [match_label_shares(view, labels) for view in views]
        if self.values is not None:
            views += [self.values.numpy()] * self.num_views
        targets = mean_probability_logits(np.stack(views))
        if self.match_label_shares:
            targets = match_label_shares(targets, labels)
        self.values = as_tensor(targets)
        self.num_views += len(logits)
        return (f'targets for {len(targets)} unlabelled images: the mean of the predictions of '
                f'{self.num_views} views')
