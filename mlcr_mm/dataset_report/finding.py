"""A problem of the datasets."""
from typing import NamedTuple


class Finding(NamedTuple):
    """A problem.

    Attributes:
        is_error (bool): Whether training would be wrong; otherwise it is worth knowing.
        text (str): The problem and the remedy.
    """

    is_error: bool
    text: str

    def __str__(self) -> str:
        return f'{"ERROR" if self.is_error else "note"}: {self.text}'
