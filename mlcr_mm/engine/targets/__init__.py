"""Targets for unlabelled images, made from what the views say of them."""
from .dataset_outputs import dataset_outputs
from .exchanged_labels import ExchangedLabels
from .label_shares import label_shares, share_thresholds
from .mean_of_views import MeanOfViews
from .soft_targets import match_label_shares, mean_probability_logits
from .unlabeled_part import UnlabeledPart, unlabeled_part
from .unlabeled_targets import UnlabeledTargets

__all__ = [
    'ExchangedLabels', 'MeanOfViews', 'UnlabeledPart', 'UnlabeledTargets', 'dataset_outputs',
    'label_shares', 'match_label_shares', 'mean_probability_logits', 'share_thresholds',
    'unlabeled_part'
]
