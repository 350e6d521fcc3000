"""Models: classifiers, their heads, losses and label graph."""
from . import all_labels_inferencer  # noqa: F401
from .average_view_score_tta import AverageViewScoreTTA
from .class_aware_classifier import ClassAwareClassifier
from .dual_view_classifier import DualViewClassifier
from .fix_match_classifier import FixMatchClassifier
from .heads import (
    ClassAwareHead,
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
    SoftTargetLoss,
)
from .mean_teacher_classifier import MeanTeacherClassifier
from .multi_label_mixup import MultiLabelMixup
from .view_data_preprocessor import ViewDataPreprocessor
from .weight_average import WeightAverage

__all__ = [
    'AverageViewScoreTTA', 'ClassAwareClassifier', 'ClassAwareHead', 'CoRegularizationLoss',
    'CoTrainingHead', 'ConsistencyHead', 'ConsistencyLoss', 'DualViewClassifier', 'DualViewHead',
    'FixMatchClassifier', 'GCNHead', 'LogitShift', 'MeanTeacherClassifier',
    'MultiLabelMixup', 'MultiViewLoss', 'PseudoLabelHead', 'PseudoLabelLoss', 'RecognitionHead',
    'SelectiveBCELoss', 'SoftTargetLoss', 'ViewDataPreprocessor', 'WeightAverage'
]
