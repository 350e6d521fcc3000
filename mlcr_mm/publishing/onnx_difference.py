"""Whether an exported model says what it said before."""
from typing import Any, Dict

import torch
from mmengine.model import BaseModel

from mlcr_mm.inference.onnx_classifier import OnnxClassifier

from .recogniser import random_images

_BATCHES = (1, 5)


@torch.no_grad()
def largest_difference(exported: OnnxClassifier, model: BaseModel, meta: Dict[str, Any]) -> float:
    """Largest difference of a probability on random images, in batches of two sizes.

    Args:
        exported (OnnxClassifier): The exported form.
        model (BaseModel): The published model, with its own path from images to predictions.
        meta (dict): Of the model.

    Returns:
        float: In [0, 1].
    """
    seen, differences = meta['input'], []
    images = random_images(sum(_BATCHES), (seen['height'], seen['width']),
                           getattr(torch, seen['dtype']))
    for batch in images.split(_BATCHES):
        inputs = batch.permute(0, 3, 1, 2).flip(1)
        first, second = (each.test_step(dict(inputs=inputs, data_samples=None))
                         for each in (exported, model))
        for ours, theirs in zip(first, second):
            for name in ('pred_score', 'view_scores'):
                if name in theirs:
                    differences.append(float((ours.get(name) - theirs.get(name)).abs().max()))
    return max(differences)
