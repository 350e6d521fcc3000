"""From what a data loader collates to a batch, or to a batch per view."""
from typing import List, Union

import torch
from mmpretrain.models.utils.data_preprocessor import SelfSupDataPreprocessor
from torch import Tensor

from mlcr_mm.registry import MODELS

from .one_copy import OneCopy

NUM_IMAGE_DIMS = 3  # (C, H, W)


@MODELS.register_module()
class ViewDataPreprocessor(OneCopy, SelfSupDataPreprocessor):
    """mmpretrain's ``SelfSupDataPreprocessor``, which also takes what ``pseudo_collate`` gives.

    ``data['inputs']`` may be a batch ``(N, C, H, W)``, or a list of batches, one per view
    (``default_collate``), or a list of N images ``(C, H, W)``, or a list of such lists, one per
    view (mmengine's default, ``pseudo_collate``). Their dimensions tell them apart.

    Raises:
        ValueError: If the images of a list differ in size.
    """

    def forward(self, data: dict, training: bool = False) -> dict:
        """Stack the images of lists, then normalise as the base class does."""
        if isinstance(data, dict) and isinstance(data.get('inputs'), (list, tuple)):
            data = {**data, 'inputs': _batched(data['inputs'])}
        return super().forward(data, training)


def _batched(inputs: Union[list, tuple]) -> Union[Tensor, List[Tensor]]:
    """A batch where ``inputs`` are images, a batch per view where they are views."""
    if not all(isinstance(entry, Tensor) and entry.ndim == NUM_IMAGE_DIMS for entry in inputs):
        return [_batched(view) if isinstance(view, (list, tuple)) else view for view in inputs]
    sizes = sorted({tuple(image.shape) for image in inputs})
    if len(sizes) > 1:
        raise ValueError(f'the images of a batch differ in size (C, H, W): {sizes[0]} and '
                         f'{sizes[1]}; add a Resize or a crop to the pipeline')
    return torch.stack(list(inputs))
