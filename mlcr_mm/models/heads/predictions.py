"""What a head says of a batch, on the samples."""
from typing import List, Optional

from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.evaluation.decision import decide


def set_predictions(data_samples: Optional[List[DataSample]], scores: Tensor,
                    **fields: Tensor) -> List[DataSample]:
    """Set ``pred_score``, ``pred_label`` and other fields of all samples.

    mmpretrain's heads ask the device for the labels of one image after the other.

    Args:
        data_samples (list[DataSample], optional): N samples; None makes new ones.
        scores (Tensor): Probabilities ``(N, C)``.
        **fields (Tensor): By name, ``(N, ...)``.

    Returns:
        list[DataSample]: The samples.
    """
    samples = [DataSample() for _ in scores] if data_samples is None else data_samples
    present = decide(scores)
    counts = present.sum(dim=1).tolist()
    labels = present.nonzero()[:, 1].split(counts)
    for sample, score, label in zip(samples, scores, labels):
        sample.set_pred_score(score).set_pred_label(label)
    for name, rows in fields.items():
        for sample, row in zip(samples, rows):
            sample.set_field(row, name)
    return samples
