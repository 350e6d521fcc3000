"""What the tools tell a shell when they end."""
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the tools that work through many inputs; they are plain integers."""

    ALL_RIGHT = 0
    SOME_FAILED = 1
    NOTHING_DONE = 2
    STOPPED = 130  # what a shell gives a program that Ctrl-C ends
    UNREAD = 141  # likewise where who reads its output, such as head, has gone
