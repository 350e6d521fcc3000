"""A batch that goes to the device in few copies, for none of which the host waits."""
from typing import Any, Dict, List, Sequence

import torch
from mmengine.structures import BaseDataElement
from torch import Tensor


class OneCopy:
    """Mix-in of data preprocessors: what the samples of a batch carry travels together.

    mmengine copies each tensor of each sample by itself and waits for every copy, that is for all
    the GPU has to do before. Here a field of all samples is one copy, and ``non_blocking`` is True
    unless it is given: pinned memory, which loaders use on a GPU, is kept until it is copied. The
    samples stay the objects that they are; on the CPU nothing is done to them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault('non_blocking', True)
        super().__init__(*args, **kwargs)
        # A list of channels as index would be copied to the GPU each time, and waited for.
        self._reverses_channels, self._channel_conversion = self._channel_conversion, False

    def forward(self, data: dict, training: bool = False) -> dict:
        """See the base class; the channels are turned round here."""
        if self._reverses_channels and isinstance(data, dict):
            inputs = self.cast_data(data['inputs'])
            reverse = [view.flip(1) for view in inputs] if isinstance(
                inputs, (list, tuple)) else inputs.flip(1)
            data = {**data, 'inputs': reverse}
        return super().forward(data, training)

    def cast_data(self, data: Any) -> Any:
        """Copy to the device, see the base class."""
        is_samples = isinstance(data, (list, tuple)) and data and all(
            isinstance(sample, BaseDataElement) for sample in data)
        if not is_samples:
            return super().cast_data(data)
        for (name, *_), owners in _alike(data, self.device).items():
            batch = torch.stack([sample.get(name) for sample in owners])
            for sample, row in zip(owners, batch.to(self.device, non_blocking=True)):
                sample.set_field(row, name)
        return data


def _alike(samples: Sequence[BaseDataElement],
           device: torch.device) -> Dict[tuple, List[BaseDataElement]]:
    """The samples with a tensor elsewhere, by its name, shape and type."""
    groups: Dict[tuple, List[BaseDataElement]] = {}
    for sample in samples:
        for name, value in sample.items():
            if isinstance(value, Tensor) and value.device.type != device.type:
                groups.setdefault((name, value.shape, value.dtype), []).append(sample)
    return groups
