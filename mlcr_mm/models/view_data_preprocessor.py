"""From what a data loader collates to a batch, or to a batch per view."""
from typing import Any, List, Optional, Union

import torch
from mmpretrain.models.utils.batch_augments import RandomBatchAugment
from mmpretrain.models.utils.data_preprocessor import SelfSupDataPreprocessor
from torch import Tensor

from mlcr_mm.augmentation import has_noise, is_source_with_views, make_views, view_size
from mlcr_mm.registry import MODELS

from .mixed_samples import mixed_samples
from .one_copy import OneCopy

NUM_IMAGE_DIMS = 3  # (C, H, W)


@MODELS.register_module()
class ViewDataPreprocessor(OneCopy, SelfSupDataPreprocessor):
    """mmpretrain's ``SelfSupDataPreprocessor``, which also takes what ``pseudo_collate`` gives.

    ``data['inputs']`` may be a batch ``(N, C, H, W)``, or a list of batches, one per view
    (``default_collate``), or a list of N images ``(C, H, W)``, or a list of such lists, one per
    view (mmengine's default, ``pseudo_collate``). Their dimensions tell them apart.

    Where ``OneWarpAugment`` has a ``device_source``, inputs are images and the numbers of their
    views: both are copied to the device, and the views are made there.

    Args:
        *args: Those of ``SelfSupDataPreprocessor``.
        batch_augments (dict, optional): Of mmpretrain's ``RandomBatchAugment``, as in its
            ``ClsDataPreprocessor``: what mixes the images of a training batch (see
            :func:`mixed_samples`), e.g. ``dict(augments=dict(type='MultiLabelMixup', alpha=0.5))``.
            Defaults to None.
        **kwargs: Those of ``SelfSupDataPreprocessor``.

    Raises:
        ValueError: If the images of a list differ in size, or images that carry pseudo-labels are
            to be mixed.
    """

    def __init__(self, *args: Any, batch_augments: Optional[dict] = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch_augments = batch_augments and RandomBatchAugment(**batch_augments)

    def forward(self, data: dict, training: bool = False) -> dict:
        """Stack the images of lists, normalise as the base class does; in training, mix them."""
        if isinstance(data, dict) and isinstance(data.get('inputs'), (list, tuple)):
            data = {**data, 'inputs': self._images(data['inputs'])}
        batch = super().forward(data, training)
        if training and self.batch_augments:
            batch['inputs'], batch['data_samples'] = mixed_samples(
                self.batch_augments, batch['inputs'], batch['data_samples'])
        return batch

    def _images(self, inputs: Union[list, tuple]) -> Union[Tensor, List[Tensor]]:
        if is_source_with_views(inputs):
            return self._made(*inputs)
        if inputs and all(is_source_with_views(branch) for branch in inputs):  # of a MultiView
            made = [self._made(*branch) for branch in inputs]
            return [view for views in made
                    for view in ([views] if isinstance(views, Tensor) else views)]
        return _batched(inputs)

    def _made(self, source: Any, packed: Any) -> Union[Tensor, List[Tensor]]:
        source, packed = (entry if isinstance(entry, Tensor) else torch.stack(list(entry))
                          for entry in (source, packed))
        size, noise = view_size(packed), has_noise(packed)  # before it leaves the host
        return make_views(*self.cast_data([source, packed]), size, noise)


def _batched(inputs: Union[list, tuple]) -> Union[Tensor, List[Tensor]]:
    """A batch where ``inputs`` are images, a batch per view where they are views."""
    if not all(isinstance(entry, Tensor) and entry.ndim == NUM_IMAGE_DIMS for entry in inputs):
        return [_batched(view) if isinstance(view, (list, tuple)) else view for view in inputs]
    sizes = sorted({tuple(image.shape) for image in inputs})
    if len(sizes) > 1:
        raise ValueError(f'the images of a batch differ in size (C, H, W): {sizes[0]} and '
                         f'{sizes[1]}; add a Resize or a crop to the pipeline')
    return torch.stack(list(inputs))
