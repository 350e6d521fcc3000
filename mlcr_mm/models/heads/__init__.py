"""Heads: from features to label logits and losses."""
from .co_training_head import CoTrainingHead
from .dual_view_head import DualViewHead
from .gcn_head import GCNHead
from .recognition_head import RecognitionHead

__all__ = ['CoTrainingHead', 'DualViewHead', 'GCNHead', 'RecognitionHead']
