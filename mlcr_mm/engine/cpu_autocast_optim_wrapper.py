"""Mixed precision on the CPU."""
from contextlib import contextmanager
from typing import Iterator

from mmengine.optim import OptimWrapper
from mmengine.runner.amp import autocast
from torch import nn

from mlcr_mm.registry import OPTIM_WRAPPERS


@OPTIM_WRAPPERS.register_module()
class CPUAutocastOptimWrapper(OptimWrapper):
    """Trains under bfloat16 autocast on the CPU, where mmengine's ``AmpOptimWrapper`` refuses.

    It pays on processors with bfloat16 instructions (``avx512_bf16`` or ``amx_bf16`` in
    ``lscpu``). Parameters and optimizer stay float32, and bfloat16 has the range of float32, so
    that no loss scaling is needed. ``tools/train.py --amp`` chooses it where there is no GPU.

    Args:
        **kwargs: Those of :class:`mmengine.optim.OptimWrapper`.
    """

    @contextmanager
    def optim_context(self, model: nn.Module) -> Iterator[None]:
        """Run the forward pass under autocast."""
        with super().optim_context(model), autocast(device_type='cpu'):
            yield
