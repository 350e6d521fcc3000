import threading
import time

import pytest

from mlcr_mm.inference import prefetch


def test_same_items_in_the_same_order():
    assert list(prefetch(range(50))) == list(range(50)) and list(prefetch([])) == []


def test_errors_come_where_the_items_are_used():

    def items():
        yield 1
        raise ValueError('two')

    results = prefetch(items())
    assert next(results) == 1
    with pytest.raises(ValueError, match='two'):
        next(results)


def test_only_a_few_are_taken_ahead_and_the_thread_ends():
    taken, closed = [], threading.Event()

    def items():
        try:
            for item in range(1000):
                taken.append(item)
                yield item
        finally:
            closed.set()

    before = threading.active_count()
    results = prefetch(items(), ahead=2)
    assert next(results) == 0
    deadline = time.monotonic() + 5
    while len(taken) < 4 and time.monotonic() < deadline:
        time.sleep(.01)
    time.sleep(.05)
    assert len(taken) == 4  # one in use, two waiting, one that finds no room
    results.close()
    assert closed.is_set() and threading.active_count() == before


def test_the_work_is_done_beside():
    threads = {item for item in prefetch(threading.get_ident() for _ in range(3))}
    assert threads and threading.get_ident() not in threads
