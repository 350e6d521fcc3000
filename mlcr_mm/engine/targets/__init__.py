"""Targets for unlabelled images, made from what the views say of them."""
from .class_aware_labels import ClassAwareLabels
from .dataset_outputs import dataset_outputs, per_view
from .exchanged_labels import ExchangedLabels
from .mean_of_views import MeanOfViews
from .share_thresholds import share_thresholds
from .soft_targets import match_label_shares, mean_probability_logits
from .subject_offsets import num_comparable_subjects, remove_subject_offsets
from .unlabeled_part import UnlabeledPart, unlabeled_part
from .unlabeled_targets import UnlabeledTargets

__all__ = [
    'ClassAwareLabels', 'ExchangedLabels', 'MeanOfViews', 'UnlabeledPart', 'UnlabeledTargets',
    'dataset_outputs', 'match_label_shares', 'mean_probability_logits', 'per_view',
    'num_comparable_subjects', 'remove_subject_offsets', 'share_thresholds', 'unlabeled_part'
]
