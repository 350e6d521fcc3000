"""Buffers that Python code may ask without waiting for a GPU."""
from typing import Any, Callable, List, Tuple

from torch import Tensor, nn


class HostBuffers(nn.Module):
    """Mix-in: some buffers stay on the CPU wherever the module goes.

    A switch that a state dict must hold is a buffer, but Python cannot branch on a buffer on a GPU
    without waiting for all the work that is queued there. A copy of it on the host would be a
    second truth, which whoever writes into the buffer leaves behind. So the buffer itself stays on
    the host. It keeps its type as well (``half()`` leaves it alone). What else is done to buffers
    works as usual: state dicts, ``deepcopy``, averages of weights.

    ``DistributedDataParallel`` cannot broadcast such buffers with NCCL; the model that it wraps
    names them in ``_ddp_params_and_buffers_to_ignore``, see :func:`host_buffer_names`. The
    processes must set them alike.
    """

    _host_buffers: Tuple[str, ...] = ()

    def register_host_buffer(self, name: str, tensor: Tensor) -> None:
        """Register ``tensor`` as a persistent buffer that stays on the CPU."""
        self.register_buffer(name, tensor.cpu())
        self._host_buffers += (name, )

    def _apply(self, fn: Callable, recurse: bool = True) -> nn.Module:
        kept = {name: self._buffers[name] for name in self._host_buffers}
        super()._apply(fn, recurse)
        self._buffers.update(kept)
        return self

    def _load_from_state_dict(self, *args: Any, **kwargs: Any) -> None:
        super()._load_from_state_dict(*args, **kwargs)
        for name in self._host_buffers:  # assign=True puts the tensor of the state dict in place
            self._buffers[name] = self._buffers[name].cpu()


def host_buffer_names(model: nn.Module) -> List[str]:
    """Names, as in the state dict, of all buffers of ``model`` that stay on the CPU."""
    return [
        f'{prefix}.{name}' if prefix else name for prefix, module in model.named_modules()
        if isinstance(module, HostBuffers) for name in module._host_buffers
    ]
