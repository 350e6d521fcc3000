import io

import pytest
from rich.console import Console

from mlcr_mm import progress


class Clock:
    def __init__(self):
        self.now = 0.

    def __call__(self):
        return self.now


@pytest.fixture
def bar(monkeypatch):
    """Iterates over ten items of some seconds each; gives the items and what was printed."""

    def run(seconds, terminal=True):
        output, clock = io.StringIO(), Clock()
        monkeypatch.setattr(progress, 'Console', lambda stderr: Console(
            file=output, force_terminal=terminal, width=80))
        monkeypatch.setattr(progress.time, 'monotonic', clock)
        seen = []
        for item in progress.track(range(10), 'drawing', 10):
            seen.append(item)
            clock.now += seconds
        return seen, output.getvalue()

    return run


def test_shows_a_bar_where_work_takes_long(bar):
    seen, printed = bar(.3)
    assert seen == list(range(10)) and 'drawing' in printed


def test_short_work_shows_nothing(bar):
    assert bar(.09) == (list(range(10)), '')


def test_a_file_gets_no_bar(bar):
    assert bar(60., terminal=False) == (list(range(10)), '')


def test_an_error_passes_through(bar):
    def items():
        yield 1
        raise OSError('gone')

    with pytest.raises(OSError, match='gone'):
        list(progress.track(items(), 'reading'))
