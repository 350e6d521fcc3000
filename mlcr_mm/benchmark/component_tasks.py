"""Losses, sampler and metric by themselves."""
from functools import partial
from typing import Any, Dict, List

import torch
from mmengine.config import Config
from torch import nn

from mlcr_mm.evaluation import AUF1Metric
from mlcr_mm.models.losses import CoRegularizationLoss, MultiViewLoss, SelectiveBCELoss
from mlcr_mm.registry import METRICS

from .timing import Task

_CALLS = 20  # of a loss in one run
_METRIC_BATCH = 100


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


def metric_tasks(config: Config, num_images: int, num_classes: int, num_views: int) -> List[Task]:
    """The metric of the config on random scores: taking in all batches, then evaluating.

    Args:
        config (Config): With ``test_evaluator``: an ``AUF1Metric``, or a list with one.
        num_images (int): N.
        num_classes (int): C.
        num_views (int): 2 where the model gives a score per view, else 1.
    """
    metric = METRICS.build(dict(_f1_metric(config), table=False))
    metric.dataset_meta = dict(classes=[f'label{number}' for number in range(num_classes)])
    generator = torch.Generator().manual_seed(0)

    def take_in() -> None:
        metric.results.clear()
        for start in range(0, num_images, _METRIC_BATCH):
            metric.process([], next_batch(min(_METRIC_BATCH, num_images - start)))

    def next_batch(size: int) -> List[dict]:
        scores = torch.rand(size, num_views, num_classes, generator=generator)
        labels = (torch.rand(size, num_classes, generator=generator) < scores.mean(dim=1)).float()
        means = scores.mean(dim=1)
        return [dict(gt_score=code, pred_score=mean, **(
            dict(view_scores=views) if num_views > 1 else {}))
            for code, mean, views in zip(labels, means, scores)]

    return [Task(f'e metric, taking in {num_images} images', take_in),
            Task(f'e metric, evaluating {num_images} images', lambda: metric.evaluate(num_images),
                 prepare=take_in)]


def _f1_metric(config: Config) -> Dict[str, Any]:
    evaluators = config.test_evaluator
    for metric in [evaluators] if isinstance(evaluators, dict) else evaluators:
        if METRICS.get(metric['type']) is AUF1Metric:
            return metric
    raise ValueError('the benchmark measures an AUF1Metric, and test_evaluator has none')
