"""Losses, sampler and metric by themselves."""
from functools import partial
from typing import List

import torch
from mmengine.config import Config
from mmpretrain.structures import DataSample
from torch import nn

from mlcr_mm.models.losses import CoRegularizationLoss, MultiViewLoss, SelectiveBCELoss
from mlcr_mm.registry import METRICS

from .timing import Task

_CALLS = 20  # of a loss in one run


def loss_tasks(num_images: int, num_classes: int, width: int, device: torch.device) -> List[Task]:
    """Forward and backward pass of each loss.

    Args:
        num_images (int): N.
        num_classes (int): C.
        width (int): D of the classifiers that ``MultiViewLoss`` compares.
        device (torch.device): Where they run.
    """
    logits = [torch.randn(num_images, num_classes, device=device, requires_grad=True)
              for _ in range(2)]
    weights = [torch.randn(num_classes, width + 1, device=device, requires_grad=True)
               for _ in range(2)]
    labels = torch.randint(-1, 2, (num_images, num_classes), device=device).float()
    calls = {
        'SelectiveBCELoss': (SelectiveBCELoss(0.3).to(device), (logits[0], labels)),
        'CoRegularizationLoss': (CoRegularizationLoss(), logits),
        'MultiViewLoss': (MultiViewLoss(), weights),
    }
    return [Task(f'e {name}', partial(_forward_backward, *call), _CALLS)
            for name, call in calls.items()]


def _forward_backward(loss: nn.Module, inputs: tuple) -> None:
    for _ in range(_CALLS):
        loss(*inputs).backward()


def sampler_task(loader: torch.utils.data.DataLoader) -> Task:
    """All batches of indices of an epoch."""
    return Task('e sampler, one epoch', lambda: list(loader.batch_sampler))


def metric_task(config: Config, num_images: int, num_classes: int, num_views: int) -> Task:
    """The metric of the config on random scores.

    Args:
        config (Config): With ``test_evaluator``.
        num_images (int): N.
        num_classes (int): C.
        num_views (int): 2 where the model gives a score per view, else 1.
    """
    metric = METRICS.build(dict(config.test_evaluator, table=False))
    metric.dataset_meta = dict(classes=[f'label{number}' for number in range(num_classes)])
    generator = torch.Generator().manual_seed(0)
    scores = torch.rand(num_images, num_views, num_classes, generator=generator)
    samples = []
    for row in scores:
        sample = DataSample().set_gt_score((row[0] > 0.5).float()).set_pred_score(row.mean(0))
        if num_views > 1:
            sample.set_field(row, 'view_scores')
        samples.append(sample.to_dict())

    def evaluate() -> None:
        metric.process([], samples)
        metric.evaluate(num_images)

    return Task(f'e metric, {num_images} images', evaluate)
