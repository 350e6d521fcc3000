"""The ``type`` of an argument of a command line that is a number in a range."""
import math
from argparse import ArgumentTypeError
from typing import Callable, Union

Number = Union[int, float]


def number_type(kind: type, least: Number, most: Number = math.inf) -> Callable[[str], Number]:
    """Make a ``type`` for ``ArgumentParser.add_argument``.

    Args:
        kind (type): int or float.
        least (int | float): The smallest number that is taken.
        most (int | float): The largest one. Defaults to infinity.

    Returns:
        Callable: Text to number. It raises ``ArgumentTypeError``, so that the parser ends with one
        line that names option and range, and with 2.

    Example:
        >>> number_type(int, 1)('3')
        3
    """
    upper = f' and <= {most}' if most < math.inf else ''
    name = 'a whole number' if kind is int else 'a number'

    def parse(text: str) -> Number:
        try:
            number = kind(text.replace('_', 'x'))  # 1_0 is ten in Python alone
        except ValueError:
            number = math.nan
        if not least <= number <= most or math.isinf(number):
            raise ArgumentTypeError(f'must be {name} >= {least}{upper}, got {text!r}')
        return number

    return parse
