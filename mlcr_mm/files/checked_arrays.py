"""What checkpoints make NumPy arrays of, with a look at every part of it."""
from pickle import UnpicklingError
from typing import Any, Tuple

import numpy as np

_TYPES = (np.bool_, np.int32, np.int64, np.uint8, np.uint32, np.float32, np.float64)
_ORDERS = ('<', '>', '=', '|')
# numpy 2 moved what arrays are made of; a checkpoint names the place of the numpy that wrote it.
_MODULES = ('numpy.core.multiarray', 'numpy._core.multiarray')


class CheckedDtype:
    """Stands for a ``numpy.dtype``: plain numbers only.

    Args:
        code (str): As NumPy writes it, e.g. ``'f8'``.
        align (bool): Ignored: it is about structured types. Defaults to False.
        copy (bool): Ignored. Defaults to False.

    Raises:
        UnpicklingError: If it is any other type.
    """

    def __init__(self, code: str, align: bool = False, copy: bool = False) -> None:
        if not isinstance(code, str) or len(code) > 3:
            raise UnpicklingError(f'it asks for an array of {code!r:.40}')
        self.value = np.dtype(code)
        if self.value.type not in _TYPES:
            raise UnpicklingError(f'it asks for an array of {code!r}')

    def __setstate__(self, state: Tuple) -> None:
        """Take the order of bytes, the second of what NumPy writes."""
        if not isinstance(state, tuple) or len(state) < 2 or state[1] not in _ORDERS:
            raise UnpicklingError(f'it asks for the type {state!r:.60} of an array')
        self.value = self.value.newbyteorder(state[1])


class CheckedArray(np.ndarray):
    """An array that takes from a pickle only what fits together.

    ``numpy.ndarray.__setstate__`` trusts its argument: a damaged or made-up one ends the process.
    Saved again, it is a plain array.
    """

    def __new__(cls) -> 'CheckedArray':  # noqa: D102
        return super().__new__(cls, 0)

    def __setstate__(self, state: Tuple) -> None:
        """Take shape, type, order and bytes, as NumPy writes them in this order.

        Raises:
            UnpicklingError: If they do not fit together.
        """
        if not isinstance(state, tuple) or len(state) != 5:
            raise UnpicklingError('an array in it is not whole')
        version, shape, dtype, is_fortran, raw = state
        if not isinstance(shape, tuple) or not all(
                type(size) is int and 0 <= size < 2 ** 31 for size in shape) or len(shape) > 8:
            raise UnpicklingError(f'an array in it has the shape {shape!r:.60}')
        number = int(np.prod(shape, dtype=object))
        if not isinstance(dtype, CheckedDtype) or type(raw) is not bytes or (
                len(raw) != number * dtype.value.itemsize) or type(is_fortran) is not bool:
            raise UnpicklingError(f'an array of the shape {shape} in it is not whole')
        super().__setstate__((1, shape, dtype.value, is_fortran, raw))

    def __reduce__(self) -> Tuple:
        """As a plain array, which needs nothing of this package."""
        return self.view(np.ndarray).__reduce__()


def _begin_array(*unused: Any) -> CheckedArray:
    """What ``numpy.core.multiarray._reconstruct`` does: an empty array, to be filled."""
    return CheckedArray()


def _scalar(dtype: CheckedDtype, raw: bytes) -> np.generic:
    """What ``numpy.core.multiarray.scalar`` does."""
    if not isinstance(dtype, CheckedDtype) or type(raw) is not bytes or (
            len(raw) != dtype.value.itemsize):
        raise UnpicklingError('a number in it is not whole')
    return np.frombuffer(raw, dtype.value)[0]


def checked_arrays() -> list:
    """For ``torch.serialization.safe_globals``: NumPy's arrays and numbers of plain types."""
    return [
        CheckedArray, CheckedDtype,
        (CheckedArray, 'numpy.ndarray'), (CheckedDtype, 'numpy.dtype'),
        *((use, f'{module}.{name}') for module in _MODULES
          for name, use in (('_reconstruct', _begin_array), ('scalar', _scalar)))]
