"""NaN and infinity end a tool with one sentence."""
import sys
from contextlib import contextmanager
from typing import Iterator

from mlcr_mm.not_finite import NotFiniteError


@contextmanager
def explain_not_finite() -> Iterator[None]:
    """End with one line on standard error and exit code 1 instead of a traceback.

    Raises:
        SystemExit: In place of :class:`mlcr_mm.not_finite.NotFiniteError`.
    """
    try:
        yield
    except NotFiniteError as error:
        sys.exit(f'error: {error}')
