"""What the model says of every image of a training dataset, without augmentation."""
import copy
from typing import Callable, List, Sequence

import numpy as np
import torch
from mmcv.transforms import Compose
from mmengine.dist import all_gather, broadcast
from mmengine.runner import Runner
from torch import Tensor
from torch.utils.data import Dataset

from mlcr_mm.datasets.parts.test_part import test_dataset

from ..unwrap import unwrap_model


@torch.no_grad()
def dataset_outputs(runner: Runner, dataset: Dataset,
                    function: Callable[[dict], Sequence[Tensor]]) -> List[np.ndarray]:
    """Run a function of the model over a dataset with the test pipeline.

    Images go through the pipeline, batch size and workers of ``test_dataloader``. Each process
    computes its share, and all return the same.

    Args:
        runner (Runner): Its model is put into evaluation mode while this runs.
        dataset (Dataset): One part of the training set, with a ``pipeline``; N images.
        function (Callable): From a preprocessed batch, ``dict(inputs, data_samples)`` of n images,
            to one tensor ``(n, K)`` per view; K may differ between the views.

    Returns:
        list[np.ndarray]: float32 ``(N, K)`` per view. Rows of images that cannot be read are NaN.

    Raises:
        TypeError: If the dataset has no pipeline to replace.
        ValueError: See :func:`mlcr_mm.datasets.parts.test_part.test_dataset`.
    """
    model = unwrap_model(runner.model)
    # Batch statistics differ between processes; checkpoints hold those of the first one, so that
    # with any others a resumed run would see other predictions.
    for buffer in model.buffers():
        broadcast(buffer)
    was_training = model.training
    model.eval()
    outputs: List[np.ndarray] = []
    for batch in _build_loader(runner, dataset):
        batch = model.data_preprocessor(batch, False)
        places = torch.tensor([sample.sample_idx for sample in batch['data_samples']])
        values = [value.float() for value in function(batch)]
        outputs = outputs or [
            np.full((len(dataset), value.shape[1]), np.nan, np.float32) for value in values
        ]
        places = torch.cat(all_gather(places.to(values[0].device))).cpu().numpy()
        for output, value in zip(outputs, values):
            output[places] = torch.cat(all_gather(value.contiguous())).cpu().numpy()
    model.train(was_training)
    return outputs


def per_view(logits: Tensor) -> List[Tensor]:
    """Logits ``(N, C)`` of each view; one for a model without views."""
    return [logits] if logits.dim() == 2 else list(logits)


def _build_loader(runner: Runner, dataset: Dataset) -> torch.utils.data.DataLoader:
    """A loader like the test loader, over another dataset."""
    if not hasattr(dataset, 'pipeline'):
        raise TypeError(f'{type(dataset).__name__} has no pipeline: predictions without '
                        'augmentation need a dataset of mmengine, e.g. UnlabeledFaces')
    pipeline = test_dataset(runner.cfg)['pipeline']
    config = copy.deepcopy(runner.cfg.test_dataloader)
    # The sampled order fills up the last batch, so that all processes have equal batches.
    config.update(
        sampler=dict(type='DefaultSampler', shuffle=False, round_up=True),
        batch_sampler=None, persistent_workers=False)
    dataset = copy.copy(dataset)
    # Still in training mode: there an unreadable image is replaced, not an error.
    dataset.pipeline = Compose(pipeline)
    config.dataset = dataset
    return runner.build_dataloader(config, seed=runner.seed)
