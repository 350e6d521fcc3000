"""One pass of a model over images."""
import sys
from typing import Callable, Dict, List

import numpy as np
import torch
from mmengine.model import BaseModel
from mmpretrain.structures import DataSample
from rich.console import Console
from rich.progress import track
from torch import Tensor
from torch.utils.data import DataLoader

#: From preprocessed inputs and data samples of a batch to named results ``(N, ...)``.
Compute = Callable[[Tensor, List[DataSample]], Dict[str, Tensor]]


@torch.no_grad()
def collect_results(model: BaseModel, loader: DataLoader,
                    compute: Compute) -> Dict[str, np.ndarray]:
    """Compute something for each image, batch by batch; only the results stay in memory.

    Args:
        model (BaseModel): In evaluation mode; its device is where the batches go.
        loader (DataLoader): The images.
        compute (callable): Of a batch.

    Returns:
        dict[str, np.ndarray]: The results of ``compute`` and ``labels (N, C)``, one row per image,
        float32.
    """
    results: Dict[str, List[np.ndarray]] = {}
    console = Console(file=sys.stderr)
    for batch in track(loader, 'images in batches', console=console, transient=True):
        data = model.data_preprocessor(batch, False)
        values = compute(data['inputs'], data['data_samples'])
        values['labels'] = torch.stack([sample.gt_score for sample in data['data_samples']])
        for name, value in values.items():
            results.setdefault(name, []).append(value.float().cpu().numpy())
    return {name: np.concatenate(parts) for name, parts in results.items()}
