import numpy as np
import pytest

from mlcr_mm.benchmark import timing
from mlcr_mm.benchmark.timing import Task, Timing, measure, ratio


@pytest.fixture
def clock(monkeypatch):
    """Time passes only where a task says so."""
    now = dict(wall=0., cpu=0.)
    monkeypatch.setattr(timing.time, 'perf_counter', lambda: now['wall'])
    monkeypatch.setattr(timing.time, 'process_time', lambda: now['cpu'])

    def spend(wall, cpu):
        now['wall'] += wall
        now['cpu'] += cpu

    return spend


def test_tasks_take_turns_and_the_first_round_does_not_count(clock):
    calls = []
    durations = iter([9., 1., 2., 4.])

    def slow():
        calls.append('slow')
        clock(next(durations), 0.5)

    def fast():
        calls.append('fast')
        clock(0.2, 0.1)

    def prepare():
        calls.append('prepare')
        clock(100., 100.)

    found = measure([Task('slow', slow, units=10, prepare=prepare), Task('fast', fast)], rounds=3)
    assert calls == ['fast', 'prepare', 'slow', 'prepare', 'slow', 'fast'] * 2
    np.testing.assert_allclose(found['slow'].wall, [100, 200, 400])
    np.testing.assert_allclose(found['slow'].cpu, [50] * 3)
    np.testing.assert_allclose(found['fast'].wall, [200] * 3)


def test_summary_and_ratio_are_medians_and_quartiles():
    slow, fast = Timing([4., 8., 30.], [1., 2., 3.]), Timing([2., 2., 10.], [4., 4., 4.])
    assert slow.summary() == dict(ms=8., low=6., high=19., cpu_ms=2.)
    assert ratio(slow, fast) == dict(median=3., low=2.5, high=3.5)  # of 2, 4 and 3
    assert ratio(slow, fast, 'cpu') == dict(median=0.5, low=0.375, high=0.625)
