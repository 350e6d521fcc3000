"""The three losses of MLCR, each as a pure function and a thin module around it."""
from .co_regularization_loss import CoRegularizationLoss, co_regularization_loss
from .multi_view_loss import MultiViewLoss, multi_view_loss
from .selective_bce_loss import SelectiveBCELoss, selective_bce_loss

__all__ = [
    'CoRegularizationLoss', 'MultiViewLoss', 'SelectiveBCELoss', 'co_regularization_loss',
    'multi_view_loss', 'selective_bce_loss'
]
