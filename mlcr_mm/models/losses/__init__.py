"""Losses, each as a pure function and a thin module around it: MLCR's three and the baselines'."""
from .co_regularization_loss import CoRegularizationLoss, co_regularization_loss
from .consistency_loss import ConsistencyLoss, consistency_loss
from .multi_view_loss import MultiViewLoss, multi_view_loss
from .pseudo_label_loss import PseudoLabelLoss, assign_pseudo_labels, pseudo_label_loss
from .selective_bce_loss import SelectiveBCELoss, selective_bce_loss
from .share_aligned_co_regularization_loss import (
    ShareAlignedCoRegularizationLoss,
    batch_thresholds,
)
from .soft_target_loss import SoftTargetLoss, soft_target_loss

__all__ = [
    'CoRegularizationLoss', 'ConsistencyLoss', 'MultiViewLoss', 'PseudoLabelLoss',
    'SelectiveBCELoss', 'ShareAlignedCoRegularizationLoss', 'SoftTargetLoss',
    'assign_pseudo_labels', 'batch_thresholds', 'co_regularization_loss', 'consistency_loss',
    'multi_view_loss', 'pseudo_label_loss', 'selective_bce_loss', 'soft_target_loss'
]
