"""Which optimizer wrapper trains in mixed precision on this machine."""
import sys

import torch
from mmengine.config import Config

from mlcr_mm.engine.cpu_autocast_optim_wrapper import emulation_error


def set_mixed_precision(config: Config, amp: bool) -> None:
    """Choose the optimizer wrapper of ``--amp``; refuse one that this machine cannot run well.

    Args:
        config (Config): Of a training; ``optim_wrapper.type`` is set in place.
        amp (bool): Whether ``--amp`` was given.

    Raises:
        SystemExit: With one sentence and exit code 1, if the config asks for float16 (mmengine's
            ``AmpOptimWrapper``) without a GPU, or for bfloat16 on a processor that emulates it,
            unless ``optim_wrapper.allow_emulation`` is True.
    """
    wrapper = config.optim_wrapper
    has_gpu = torch.cuda.is_available()
    if amp and has_gpu:
        wrapper.pop('allow_emulation', None)  # a setting of the CPU's wrapper only
    if amp:
        wrapper.type = 'AmpOptimWrapper' if has_gpu else 'CPUAutocastOptimWrapper'
    if wrapper.get('type') == 'AmpOptimWrapper' and not has_gpu:
        sys.exit("optim_wrapper.type='AmpOptimWrapper' needs a GPU, and none was found: remove the "
                 'line from the config, and give --amp for mixed precision on any machine')
    if wrapper.get('type') == 'CPUAutocastOptimWrapper' and not wrapper.get('allow_emulation'):
        error = emulation_error()
        if error:
            sys.exit(error)
