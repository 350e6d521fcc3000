"""What a tool says when it ends before its time."""
import sys
from contextlib import suppress


def print_last(text: str) -> None:
    """Print on standard error, after all that was printed on standard output.

    Where both go into one file or pipe, Python keeps back the standard output until the process
    ends, and the sentence that says why would stand before it.

    Args:
        text (str): The line.
    """
    with suppress(OSError):  # of a reader who has gone
        sys.stdout.flush()
    print(text, file=sys.stderr)
