import threading
import time
from types import SimpleNamespace

import pytest

from mlcr_mm.reproduce.process import Place, RunError
from mlcr_mm.reproduce.schedule import is_done, run_jobs


def training(name, *views):
    return SimpleNamespace(folder=SimpleNamespace(name=name), views=views, is_done=False)


class Runner:
    """Notes when which job runs where."""

    def __init__(self, failing=()):
        self.failing, self.events, self.lock = failing, [], threading.Lock()
        self.stopped = False

    def run(self, training, evaluations, place):
        name = training.folder.name
        self.events.append(('start', name, place))
        time.sleep(.05)
        self.events.append(('end', name, place))
        if name in self.failing:
            raise RunError(f'{name} went wrong')
        training.is_done = True

    def stop(self):
        self.stopped = True


def test_runs_what_is_not_done():
    first, second = training('a'), training('b')
    first.is_done = True
    runner = Runner()
    assert run_jobs([(first, []), (second, [])], runner, [Place()]) == []
    assert [event[:2] for event in runner.events] == [('start', 'b'), ('end', 'b')]


def test_a_trained_run_that_is_not_tested_is_not_done():
    test = SimpleNamespace(is_done=False)
    assert not is_done((SimpleNamespace(is_done=True), [test]))
    test.is_done = True
    assert is_done((SimpleNamespace(is_done=True), [test]))


def test_as_many_at_a_time_as_places():
    runner = Runner()
    places = [Place(gpu=0), Place(gpu=1)]
    run_jobs([(training(name), []) for name in 'abcde'], runner, places)
    running, most = {}, 0
    for kind, name, place in runner.events:
        if kind == 'start':
            assert place not in running.values()
            running[name] = place
        else:
            del running[name]
        most = max(most, len(running))
    assert most == 2


def test_waits_for_what_a_training_needs():
    first, second = training('a'), training('b')
    third = training('c', first, second)
    runner = Runner()
    run_jobs([(third, []), (first, []), (second, [])], runner, [Place(), Place(), Place()])
    names = [event[:2] for event in runner.events]
    assert names.index(('start', 'c')) > max(names.index(('end', name)) for name in 'ab')


def test_a_failure_stops_only_what_needs_it():
    first, last = training('a'), training('d')
    runner = Runner(failing='a')
    errors = run_jobs([(first, []), (training('c', first), []), (last, [])], runner, [Place()])
    assert errors == ['a: a went wrong', 'c: not run, it needs a']
    assert last.is_done


def test_an_unforeseen_error_stops_no_other_run(monkeypatch, capsys):
    first, last = training('a'), training('b')
    runner, run = Runner(), Runner.run

    def fail_first(self, job, *arguments):
        if job is first:
            raise KeyError('log')
        run(self, job, *arguments)

    monkeypatch.setattr(Runner, 'run', fail_first)
    assert run_jobs([(first, []), (last, [])], runner, [Place()]) == ["a: KeyError: 'log'"]
    assert last.is_done and 'Traceback' in capsys.readouterr().err


def test_interruption_stops_the_processes(monkeypatch):
    runner = Runner()

    def interrupt(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr('mlcr_mm.reproduce.schedule.wait', interrupt)
    with pytest.raises(KeyboardInterrupt):
        run_jobs([(training('a'), [])], runner, [Place()])
    assert runner.stopped
