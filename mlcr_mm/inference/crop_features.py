"""From prepared crops to features."""
from typing import Any, Dict, Sequence

import numpy as np
import torch
from mmengine.model import BaseModel
from torch import Tensor

from .prediction import run_by_shape


def crop_features(model: BaseModel, crops: Sequence[Dict[str, Any]]) -> np.ndarray:
    """Features of faces before the classifier, those of all views side by side.

    Args:
        model (BaseModel): In evaluation mode, of one network or two.
        crops (Sequence[dict]): See :func:`mlcr_mm.inference.predict_crops`.

    Returns:
        np.ndarray: float32 ``(N, D)``, in the order of the crops.

    Raises:
        ValueError: If the model is an exported one, which gives probabilities only.
    """
    if not isinstance(model, BaseModel):
        raise ValueError('features need a PyTorch model, not an exported one: give the checkpoint, '
                         'or rank without diverse (--by disagreement, --by entropy)')

    def compute(batch: Dict[str, Any]) -> np.ndarray:
        data = model.data_preprocessor(batch, False)
        features = model.extract_feat(data['inputs'], stage='pre_logits')
        views = [features] if isinstance(features, Tensor) else list(features)
        return torch.cat(views, dim=1).float().cpu().numpy()

    found = run_by_shape(crops, compute)
    return np.stack(found) if found else np.empty((0, 0), np.float32)
