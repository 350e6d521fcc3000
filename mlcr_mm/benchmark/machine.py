"""What the numbers were measured on."""
import resource
import sys
from typing import Any, Dict

import cv2
import mmengine
import mmpretrain
import numpy
import torch

from mlcr_mm.reproduce import device_name

_UNIT = 2**20 if sys.platform == 'darwin' else 2**10  # of ru_maxrss, to MiB


def describe_machine() -> Dict[str, Any]:
    """Processor, GPU, threads and versions."""
    libraries = (sys.modules['mlcr_mm'], torch, mmengine, mmpretrain, numpy, cv2)
    gpu = torch.cuda.is_available()
    return dict(
        processor=device_name(), gpu=device_name(0) if gpu else None,
        threads=torch.get_num_threads(), python=sys.version.split()[0],
        versions={library.__name__: library.__version__ for library in libraries})


def peak_memory() -> Dict[str, float]:
    """Most memory so far in MiB: of this process, of its largest loader worker, on the GPU."""
    peaks = {name: resource.getrusage(who).ru_maxrss / _UNIT
             for name, who in (('process', resource.RUSAGE_SELF),
                               ('loader worker', resource.RUSAGE_CHILDREN))}
    if torch.cuda.is_available():
        peaks['GPU'] = torch.cuda.max_memory_allocated() / 2**20
    return peaks
