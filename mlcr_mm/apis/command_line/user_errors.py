"""How every tool ends when the user can mend what is wrong: one sentence, no traceback."""
import os
import select
import sys
from contextlib import contextmanager
from typing import Iterator

from mlcr_mm.files import printable

from .error_sentence import error_sentence
from .exit_codes import ExitCode
from .last_line import print_last

TRACEBACK_VARIABLE = 'MLCR_TRACEBACK'


@contextmanager
def user_errors(code: int = 1) -> Iterator[None]:
    """End with one line on standard error where :func:`error_sentence` has one.

    Also a decorator. Other errors, which are bugs, pass with their traceback. So does every error
    if the environment variable ``MLCR_TRACEBACK`` is set. Ctrl-C ends with one line, too, and with
    130. Example::

        @user_errors()
        def main() -> int:
            ...

    Args:
        code (int): Exit code. Defaults to 1.

    Raises:
        SystemExit: With this code, in place of the user's errors; with 130 in place of
            KeyboardInterrupt; with 141, without a word, if who read the output has gone.
    """
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        if os.environ.get(TRACEBACK_VARIABLE):
            raise
        print_last('\nstopped')
        sys.exit(ExitCode.STOPPED)
    except Exception as error:
        if isinstance(error, BrokenPipeError) and _nobody_reads():
            sys.exit(ExitCode.UNREAD)
        sentence = None if os.environ.get(TRACEBACK_VARIABLE) else error_sentence(error)
        if sentence is None:
            raise
        print_last(f'error: {printable(sentence)}')
        sys.exit(code)


def _nobody_reads() -> bool:
    """Whether the output is a pipe without a reader; what is left for it goes nowhere then."""
    try:
        output = sys.stdout.fileno()
    except (OSError, ValueError):  # a notebook's output, or a closed one
        return False
    poll = select.poll()
    poll.register(output, 0)
    if not any(event & select.POLLERR for _, event in poll.poll(0)):
        return False
    os.dup2(os.open(os.devnull, os.O_WRONLY), output)
    return True
