"""Models: the dual-view classifier, its heads, losses and label graph."""
from .average_view_score_tta import AverageViewScoreTTA
from .dual_view_classifier import DualViewClassifier
from .heads import CoTrainingHead, DualViewHead, GCNHead, RecognitionHead
from .losses import CoRegularizationLoss, MultiViewLoss, SelectiveBCELoss

__all__ = [
    'AverageViewScoreTTA', 'CoRegularizationLoss', 'CoTrainingHead', 'DualViewClassifier',
    'DualViewHead', 'GCNHead', 'MultiViewLoss', 'RecognitionHead', 'SelectiveBCELoss'
]
