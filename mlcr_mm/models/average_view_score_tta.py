"""Test-time augmentation for models with views."""
from typing import List

import torch
from mmpretrain.models import AverageClsScoreTTA
from mmpretrain.structures import DataSample

from mlcr_mm.registry import MODELS


@MODELS.register_module()
class AverageViewScoreTTA(AverageClsScoreTTA):
    """Averages the scores of the augmented images, of each view too if the model has views."""

    def _merge_single_sample(self, data_samples: List[DataSample]) -> DataSample:
        merged = super()._merge_single_sample(data_samples)
        if 'view_scores' in data_samples[0]:
            scores = torch.stack([sample.view_scores for sample in data_samples])  # (A, V, C)
            merged.set_field(scores.mean(dim=0), 'view_scores')
        return merged
