"""What an exported model costs and gains: F1 and speed beside those of PyTorch."""
import time
from copy import deepcopy
from typing import Any, Dict, List, Sequence

import torch
from mmengine.config import Config
from mmengine.evaluator import Evaluator
from mmengine.runner import Runner
from torch.utils.data import Dataset

from mlcr_mm.inference.onnx_classifier import OnnxClassifier
from mlcr_mm.progress import track

from .onnx_export import ExportedModel

_BATCHES = (1, 16)
_SECONDS, _REPEATS = 1., 5


@torch.no_grad()
def compare_f1(exported: ExportedModel, config: Config) -> List[Dict[str, float]]:
    """Test both forms on the test images of a config.

    Args:
        exported (ExportedModel): See :func:`export_onnx`.
        config (Config): With ``test_dataloader``, of the same labels.

    Returns:
        list[dict[str, float]]: Metrics of ``AUF1Metric``, of PyTorch and of the exported form.

    Raises:
        ValueError: If the labels, or the sizes of the images, are others.
    """
    collate = dict(type='default_collate')
    loader = Runner.build_dataloader({'collate_fn': collate, **config.test_dataloader.to_dict()})
    classes = exported.content['meta']['dataset_meta']['classes']
    if tuple(loader.dataset.metainfo.get('classes', ())) != tuple(classes):
        raise ValueError(f'the model has the labels {list(classes)}, the test images have others: '
                         f'{list(loader.dataset.metainfo.get("classes", ()))}')
    models = (exported.model, OnnxClassifier(str(exported.path), 'cpu'))
    _check_shape(loader.dataset, models[1].input_shape)
    evaluators = [Evaluator(dict(type='AUF1Metric')) for _ in models]
    for evaluator in evaluators:
        evaluator.dataset_meta = loader.dataset.metainfo
    for batch in track(loader, 'testing', len(loader)):
        for model, evaluator in zip(models, evaluators):
            evaluator.process(model.test_step(deepcopy(batch)))
    return [evaluator.evaluate(len(loader.dataset)) for evaluator in evaluators]


def _check_shape(dataset: Dataset, expected: Sequence[int]) -> None:
    """Refuse images of another size: that of an exported model is fixed.

    Raises:
        ValueError: Naming both sizes.
    """
    inputs = dataset[0]['inputs']
    shape = tuple((inputs if isinstance(inputs, torch.Tensor) else inputs[0]).shape)
    if shape != tuple(expected):
        raise ValueError(f'the test images have {shape[-1]} x {shape[-2]} px, the exported model '
                         f'takes {expected[-1]} x {expected[-2]}: add --cfg-options image_size='
                         f'{expected[-1]}, or give the config that it was trained with')


@torch.no_grad()
def compare_speed(exported: ExportedModel, batches: Sequence[int] = _BATCHES,
                  ) -> Dict[int, List[float]]:
    """Images per second of both forms on the CPU, with PyTorch's number of threads.

    Args:
        exported (ExportedModel): See :func:`export_onnx`.
        batches (Sequence[int]): Batch sizes. Defaults to 1 and 16.

    Returns:
        dict[int, list[float]]: Batch size to those of PyTorch and of the exported form: the best
        of five rounds, which take turns, so that other work on the machine slows both.
    """
    models: Sequence[Any] = (exported.model, OnnxClassifier(str(exported.path), 'cpu'))
    rates = {}
    for size in batches:
        inputs = torch.randint(0, 256, (size, *models[1].input_shape), dtype=torch.uint8)
        best = [0.] * len(models)
        for _ in range(_REPEATS):
            for index, model in enumerate(models):
                best[index] = max(best[index], _rate(model, inputs))
        rates[size] = best
    return rates


def _rate(model: Any, inputs: torch.Tensor) -> float:
    start, images = time.perf_counter(), 0
    while (passed := time.perf_counter() - start) < _SECONDS / _REPEATS:
        model.test_step(dict(inputs=inputs, data_samples=None))
        images += len(inputs)
    return images / passed
