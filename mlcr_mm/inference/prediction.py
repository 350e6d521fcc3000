"""From prepared crops to probabilities, by the model's own predict path."""
from collections import defaultdict
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Sequence

import numpy as np
import torch
from mmengine.dataset import default_collate
from mmengine.model import BaseModel
from mmpretrain.structures import DataSample

from mlcr_mm.not_finite import check_scores


class LabelScores(NamedTuple):
    """What a model says of one face.

    Attributes:
        probabilities (np.ndarray): float32 ``(C,)``; of two networks, their mean.
        disagreement (np.ndarray, optional): float32 ``(C,)`` in [0, 1], absolute difference of the
            two networks' probabilities; None for a model of one network.
    """

    probabilities: np.ndarray
    disagreement: Optional[np.ndarray]


def predict_crops(model: BaseModel, crops: Sequence[Dict[str, Any]]) -> List[LabelScores]:
    """Predict the labels of faces.

    Args:
        model (BaseModel): In evaluation mode.
        crops (Sequence[dict]): ``inputs`` and ``data_samples`` of each face, as the test pipeline
            gives them; crops of different sizes are run one size after the other.

    Returns:
        list[LabelScores]: In the order of the crops.

    Raises:
        NotFiniteError: If the model gives NaN or infinity.
    """
    return run_by_shape(crops, lambda batch: map(_scores, model.test_step(batch)))


@torch.no_grad()
def run_by_shape(crops: Sequence[Dict[str, Any]],
                 compute: Callable[[Dict[str, Any]], Iterable[Any]]) -> List[Any]:
    """Compute something for each crop, those of one size together.

    Args:
        crops (Sequence[dict]): See :func:`predict_crops`.
        compute (Callable): From a collated batch to one result per crop.

    Returns:
        list: The results in the order of the crops.
    """
    by_shape = defaultdict(list)
    for index, crop in enumerate(crops):
        by_shape[tuple(crop['inputs'].shape)].append(index)
    results: List[Any] = [None] * len(crops)
    # With TF32 or another algorithm per batch size, a value would depend on its neighbours.
    with torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True,
                                    allow_tf32=False):
        for indices in by_shape.values():
            batch = default_collate([crops[index] for index in indices])
            for index, result in zip(indices, compute(batch)):
                results[index] = result
    return results


def _scores(sample: DataSample) -> LabelScores:
    probabilities = sample.pred_score.float().cpu().numpy()
    check_scores(probabilities, sample.get('img_path'))
    if 'view_scores' not in sample:
        return LabelScores(probabilities, None)
    first, second = sample.view_scores.float().cpu().numpy()  # (V, C)
    return LabelScores(probabilities, np.abs(first - second))
