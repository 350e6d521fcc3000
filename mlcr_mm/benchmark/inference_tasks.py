"""Prediction of a model that is in the memory."""
from functools import partial
from typing import Any, List

import torch
from torch import nn

from mlcr_mm.augmentation import is_source_with_views

from .timing import Task


def inference_tasks(model: nn.Module, batch: Any) -> List[Task]:
    """Prediction of a test batch, per image, in float32 and bfloat16.

    Args:
        model (nn.Module): Of a runner; it is in training mode again after each run.
        batch (dict): One image per sample, on the model's device.
    """
    device = next(model.parameters()).device.type
    units = len(batch['data_samples'])
    return [Task(f'f inference, {name}', partial(_predict, model, batch, device, dtype), units)
            for name, dtype in (('float32', torch.float32), ('bfloat16', torch.bfloat16))]


@torch.no_grad()
def _predict(model: nn.Module, batch: Any, device: str, dtype: torch.dtype) -> None:
    model.eval()
    with torch.autocast(device, dtype=torch.bfloat16, enabled=dtype == torch.bfloat16):
        model.test_step(batch)
    model.train()


def first_view(batch: Any) -> Any:
    """A training batch as a test batch: of several augmentations the first.

    Args:
        batch (dict): ``inputs`` ``(N, 3, H, W)``, or one such batch per view, or images and the
            numbers of their views; ``data_samples``.
    """
    inputs = batch['inputs']
    if is_source_with_views(inputs):
        source, packed = inputs
        return dict(batch, inputs=[source, packed[:, 0] if packed.dim() == 3 else packed])
    several = isinstance(inputs, (list, tuple)) and inputs[0].dim() == 4
    return dict(batch, inputs=inputs[0] if several else inputs)
