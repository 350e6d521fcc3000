"""Models: classifiers, their heads, losses and label graph."""
from .average_view_score_tta import AverageViewScoreTTA
from .dual_view_classifier import DualViewClassifier
from .fix_match_classifier import FixMatchClassifier
from .heads import (
    ConsistencyHead,
    CoTrainingHead,
    DualViewHead,
    GCNHead,
    LogitShift,
    PseudoLabelHead,
    RecognitionHead,
)
from .losses import (
    ConsistencyLoss,
    CoRegularizationLoss,
    MultiViewLoss,
    PseudoLabelLoss,
    SelectiveBCELoss,
)
from .mean_teacher_classifier import MeanTeacherClassifier
from .view_data_preprocessor import ViewDataPreprocessor
from .weight_average import WeightAverage

__all__ = [
    'AverageViewScoreTTA', 'CoRegularizationLoss', 'CoTrainingHead', 'ConsistencyHead',
    'ConsistencyLoss', 'DualViewClassifier', 'DualViewHead', 'FixMatchClassifier', 'GCNHead',
    'LogitShift', 'MeanTeacherClassifier', 'MultiViewLoss', 'PseudoLabelHead', 'PseudoLabelLoss',
    'RecognitionHead', 'SelectiveBCELoss', 'ViewDataPreprocessor', 'WeightAverage'
]
