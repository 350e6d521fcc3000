"""Whether a setting is a number that one can count to."""
from numbers import Integral
from typing import Any


def is_whole_number(value: Any, least: int = 1) -> bool:
    """Whether a value is an int, of Python or NumPy, and large enough.

    True is not 1, but a switch in the wrong place.

    Args:
        value (Any): Of a setting.
        least (int): The smallest number that counts. Defaults to 1.

    Example:
        >>> is_whole_number(2), is_whole_number(0), is_whole_number(2.), is_whole_number(True)
        (True, False, False, False)
    """
    return isinstance(value, Integral) and not isinstance(value, bool) and value >= least
