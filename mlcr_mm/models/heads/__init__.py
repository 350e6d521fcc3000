"""Heads: from features to label logits and losses."""
from .co_training_head import CoTrainingHead
from .consistency_head import ConsistencyHead
from .dual_view_head import DualViewHead
from .gcn_head import GCNHead
from .logit_shift import LogitShift
from .pseudo_label_head import PseudoLabelHead
from .recognition_head import RecognitionHead

__all__ = [
    'CoTrainingHead', 'ConsistencyHead', 'DualViewHead', 'GCNHead', 'LogitShift',
    'PseudoLabelHead', 'RecognitionHead'
]
