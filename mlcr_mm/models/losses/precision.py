"""Numeric precision of the losses."""
import torch
from torch import Tensor


def at_least_float32(tensor: Tensor) -> Tensor:
    """Lift a half-precision tensor to float32 and leave float32 and float64 as they are.

    Under autocast the classifiers return 16-bit logits, whose rounding is larger than the
    divergence of two views that nearly agree. The losses use elementwise operations only, which
    autocast leaves in the precision of their input: lifting the input is all that is needed.

    Args:
        tensor (Tensor): Any floating tensor.

    Returns:
        Tensor: The same values, at least float32.
    """
    return tensor.float() if tensor.dtype in (torch.float16, torch.bfloat16) else tensor
