"""Mixed precision on the CPU."""
from contextlib import contextmanager
from typing import Any, Iterator, Optional

import torch
from mmengine.optim import OptimWrapper
from mmengine.runner.amp import autocast
from torch import nn

from mlcr_mm.registry import OPTIM_WRAPPERS


def emulation_error() -> Optional[str]:
    """Tell why bfloat16 does not pay on this processor.

    Returns:
        str, optional: One sentence with the remedy, or None where oneDNN, which torch computes
        with, runs bfloat16 by AVX-512 or by Arm's instructions.
    """
    if torch.ops.mkldnn._is_mkldnn_bf16_supported():
        return None
    return ('mixed precision on a CPU (--amp, CPUAutocastOptimWrapper) needs a processor with '
            'bfloat16 by AVX-512 or Arm; this one would emulate it, which took 15.0 s a step in '
            'place of 1.3 s on one with AVX2 only: leave it out, or set '
            'optim_wrapper.allow_emulation=True')


@OPTIM_WRAPPERS.register_module()
class CPUAutocastOptimWrapper(OptimWrapper):
    """Trains under bfloat16 autocast on the CPU, where mmengine's ``AmpOptimWrapper`` refuses.

    It pays on processors with bfloat16 instructions (``avx512_bf16`` or ``amx_bf16`` in
    ``lscpu``). Parameters and optimizer stay float32, and bfloat16 has the range of float32, so
    that no loss scaling is needed. ``tools/train.py --amp`` chooses it where there is no GPU.

    Args:
        allow_emulation (bool): Train on a processor that emulates bfloat16, too, about ten times
            slower than in float32. Defaults to False.
        **kwargs: Those of :class:`mmengine.optim.OptimWrapper`.

    Raises:
        ValueError: If this processor emulates bfloat16, unless ``allow_emulation``.
    """

    def __init__(self, allow_emulation: bool = False, **kwargs: Any) -> None:
        error = None if allow_emulation else emulation_error()
        if error:
            raise ValueError(error)
        super().__init__(**kwargs)

    @contextmanager
    def optim_context(self, model: nn.Module) -> Iterator[None]:
        """Run the forward pass under autocast."""
        with super().optim_context(model), autocast(device_type='cpu'):
            yield
