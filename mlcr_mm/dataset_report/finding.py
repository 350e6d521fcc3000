"""One sentence of a dataset report."""
from typing import NamedTuple


class Finding(NamedTuple):
    """A problem.

    Attributes:
        is_error (bool): Whether training would be wrong; otherwise it is worth knowing.
        text (str): The problem and the remedy.
    """

    is_error: bool
    text: str
