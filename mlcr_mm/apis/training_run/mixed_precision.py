"""Mixed precision on this machine: which optimizer wrapper trains in it, whether it pays."""
import torch
from mmengine.config import Config

from mlcr_mm.engine.cpu_autocast_optim_wrapper import emulation_error


def set_mixed_precision(config: Config, amp: bool) -> None:
    """Choose the optimizer wrapper of ``--amp``; refuse one that this machine cannot run well.

    Args:
        config (Config): Of a training; ``optim_wrapper.type`` is set in place.
        amp (bool): Whether ``--amp`` was given.

    Raises:
        ValueError: If the config asks for float16 (mmengine's ``AmpOptimWrapper``) without a GPU,
            or for bfloat16 on a processor that emulates it, unless
            ``optim_wrapper.allow_emulation`` is True.
    """
    wrapper = config.optim_wrapper
    has_gpu = torch.cuda.is_available()
    if amp and has_gpu:
        wrapper.pop('allow_emulation', None)  # a setting of the CPU's wrapper only
    if amp:
        wrapper.type = 'AmpOptimWrapper' if has_gpu else 'CPUAutocastOptimWrapper'
    if wrapper.get('type') == 'AmpOptimWrapper' and not has_gpu:
        raise ValueError("optim_wrapper.type='AmpOptimWrapper' needs a GPU, and none was found: "
                         'remove the line from the config, and give --amp for mixed precision on '
                         'any machine')
    if wrapper.get('type') == 'CPUAutocastOptimWrapper':
        _refuse_emulation(config)


def set_test_precision(config: Config, amp: bool) -> None:
    """Do as ``--amp`` says in a test; refuse what this machine cannot run well.

    Args:
        config (Config): Of a test; ``test_cfg.fp16`` is set in place.
        amp (bool): Whether ``--amp`` was given.

    Raises:
        ValueError: Without a GPU, on a processor that emulates bfloat16, unless
            ``optim_wrapper.allow_emulation`` is True.
    """
    if amp:
        config.test_cfg.fp16 = True
        if not torch.cuda.is_available():
            _refuse_emulation(config)


def _refuse_emulation(config: Config) -> None:
    allowed = (config.get('optim_wrapper') or {}).get('allow_emulation')
    error = None if allowed else emulation_error()
    if error:
        raise ValueError(error)
