import multiprocessing
import os
import time
from pathlib import Path

import cv2
import pytest

from mlcr_mm.parallel import available_cores, parallel_map


def describe(job):
    return job, os.getpid(), cv2.getNumThreads()


def fail_at_three(job):
    if job == 3:
        raise ValueError('three')
    return job


def die(job):
    os._exit(1)


@pytest.mark.parametrize('workers', [1, 2])
def test_every_job_is_done_once(workers):
    results = list(parallel_map(describe, range(20), workers))
    assert sorted(job for job, _, _ in results) == list(range(20))
    processes = {process for _, process, _ in results}
    assert (processes == {os.getpid()}) == (workers == 1)
    if workers > 1:
        assert {threads for _, _, threads in results} == {1}


def test_jobs_are_taken_as_they_are_needed():
    taken = []

    def jobs():
        for job in range(100):
            taken.append(job)
            yield job

    results = parallel_map(describe, jobs(), 2)
    next(results)
    assert len(taken) <= 10
    results.close()


@pytest.mark.parametrize('workers', [1, 2])
def test_errors_come_through(workers):
    with pytest.raises(ValueError, match='three'):
        list(parallel_map(fail_at_three, range(10), workers))


def test_a_killed_process_is_an_error_and_no_hang():
    with pytest.raises(RuntimeError, match='killed.*fewer --workers'):
        list(parallel_map(die, range(10), 2))


def test_cores_are_those_of_this_process():
    assert 1 <= available_cores() <= os.cpu_count()


def test_opencvs_threads_do_not_block_the_processes(rng):
    cv2.setNumThreads(4)
    cv2.GaussianBlur(rng.random((2000, 2000)), (0, 0), 5)  # starts the threads
    assert len(list(parallel_map(describe, range(8), 2))) == 8
    assert cv2.getNumThreads() == 4


def report_processes(queue):
    for _, process, _ in parallel_map(describe, iter(int, 1), 2):  # jobs without end
        queue.put(process)


def is_running(process):
    try:
        return Path(f'/proc/{process}/stat').read_text().split()[2] != 'Z'
    except OSError:
        return False


def tell_sum(queue):
    queue.put(sum(parallel_map(abs, range(-5, 0), 2)))


def test_a_daemon_process_which_may_have_no_children_works_alone():
    context = multiprocessing.get_context('fork')
    queue = context.SimpleQueue()
    process = context.Process(target=tell_sum, args=(queue, ), daemon=True)
    process.start()
    process.join()
    assert process.exitcode == 0 and queue.get() == 15


@pytest.mark.skipif(not Path('/proc').is_dir(), reason='needs /proc')
def test_processes_end_when_their_parent_is_killed():
    context = multiprocessing.get_context('fork')
    queue = context.SimpleQueue()
    parent = context.Process(target=report_processes, args=(queue, ))
    parent.start()
    processes = {queue.get() for _ in range(30)}
    parent.kill()
    parent.join()
    deadline = time.monotonic() + 10
    while any(map(is_running, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, processes))
