"""Test-time augmentation for models with views."""
from typing import List

import torch
from mmpretrain.models import AverageClsScoreTTA
from mmpretrain.structures import DataSample

from mlcr_mm.registry import MODELS

_SCORES = ('view_scores', 'uncalibrated_score', 'uncalibrated_view_scores')


@MODELS.register_module()
class AverageViewScoreTTA(AverageClsScoreTTA):
    """Averages the scores of the augmented images; of views and the uncalibrated ones, too."""

    def _merge_single_sample(self, data_samples: List[DataSample]) -> DataSample:
        merged = super()._merge_single_sample(data_samples)
        for field in _SCORES:
            if field in data_samples[0]:
                scores = torch.stack([sample.get(field) for sample in data_samples])  # (A, ..., C)
                merged.set_field(scores.mean(dim=0), field)
        return merged
