"""Work over many files with all cores, in constant memory."""
import multiprocessing
import os
import threading
import time
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Callable, Iterable, Iterator, Optional

import cv2

_function: Optional[Callable] = None


def available_cores() -> int:
    """Cores that this process may use, which in a container are fewer than the machine has."""
    if hasattr(os, 'sched_getaffinity'):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _start_worker(function: Callable, parent: int) -> None:
    global _function
    # A parent that is killed cannot stop its processes; they would wait for work forever.
    threading.Thread(target=_end_with_parent, args=(parent, ), daemon=True).start()
    if cv2.getNumThreads() != 1:  # a process that was not forked
        cv2.setNumThreads(1)
    _function = function


def _call(job: Any) -> Any:
    return _function(job)


def parallel_map(function: Callable[[Any], Any], jobs: Iterable[Any],
                 workers: int) -> Iterator[Any]:
    """Apply a function to every job; results come as they are finished, in no fixed order.

    Args:
        function (Callable): Handed to each process once, however large it is.
        jobs (Iterable): Taken as they are needed, a few per process ahead.
        workers (int): Processes; with 1, or in a daemon process, the work is done in this one.

    Yields:
        Any: Results.

    Raises:
        RuntimeError: If a process is killed from outside.
        Exception: What ``function`` raises.
    """
    if workers == 1 or multiprocessing.current_process().daemon:  # those may have no children
        yield from map(function, jobs)
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context('fork' if 'fork' in methods else 'spawn')
    # The processes share the cores already. It is set before the fork: a child that inherits
    # OpenCV's pool without its threads would wait for them forever.
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    pool = ProcessPoolExecutor(workers, context, _start_worker, (function, os.getpid()))
    pending = set()
    try:
        for job in jobs:
            pending.add(pool.submit(_call, job))
            if len(pending) >= 3 * workers:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    except BrokenProcessPool as error:
        raise RuntimeError('a worker process was killed, perhaps for lack of memory; run the same '
                           'command again, with fewer --workers') from error
    finally:
        pool.shutdown(cancel_futures=True)
        cv2.setNumThreads(threads)
