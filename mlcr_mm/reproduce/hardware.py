"""What a run ran on."""
import platform
from typing import Optional

import torch

from mlcr_mm.parallel import available_cores


def device_name(gpu: Optional[int] = None) -> str:
    """Name of a GPU, or of the processor and the number of cores.

    Args:
        gpu (int, optional): Index among the GPUs that PyTorch sees. Defaults to None: no GPU.
    """
    if gpu is not None:
        return torch.cuda.get_device_name(gpu)
    return f'{_processor_name()}, {available_cores()} cores'


def _processor_name() -> str:
    try:
        with open('/proc/cpuinfo') as file:
            for line in file:
                if line.startswith('model name'):
                    return line.split(':', 1)[1].strip()
    except OSError:
        pass  # not Linux
    return platform.processor() or platform.machine()
