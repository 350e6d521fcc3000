"""Processes that are forked, without the launcher, which would end the others by itself."""
import multiprocessing
import os
import signal
import sys
import time

import numpy as np
import pytest
import torch
from torch import distributed

from mlcr_mm.apis import user_errors, watch_processes
from mlcr_mm.not_finite import check_scores


def train(folder, rank, end):
    """Exchange tensors until process 1 ends in the way that is asked for."""
    sys.stderr = open(folder / f'{rank}.txt', 'w', buffering=1)
    distributed.init_process_group('gloo', init_method=f'file://{folder}/group', rank=rank,
                                   world_size=2)
    with user_errors(), watch_processes():
        for step in range(3):
            if rank == 1 and step == 1:
                end(folder)
            if rank == 0 and step == 1 and end is hang_up:
                time.sleep(60)  # in the middle of something else
            distributed.all_reduce(torch.ones(1))


def go_on(folder):
    pass


def kill(folder):
    worker = os.fork()  # of a loader, which lives on and has inherited the connection
    if worker == 0:
        time.sleep(60)
        os._exit(0)
    (folder / 'worker').write_text(str(worker))
    os.kill(os.getpid(), signal.SIGKILL)


def hang_up(folder):
    os._exit(0)


def refuse(folder):
    check_scores(np.array([np.nan]), 'a\nb.png')


def fail(folder):
    raise KeyError('a bug')


@pytest.mark.parametrize('end, code, words', [
    (kill, -signal.SIGKILL, 'has ended: without a word, as if it had been killed'),
    (hang_up, 0, 'has ended: without a word'),
    (refuse, 1, r'has ended: the model gives NaN or infinity for a\nb.png'),
    (fail, 1, "has ended: KeyError: 'a bug'"),
    (go_on, 0, None),
])
def test_the_other_process_ends_and_names_it(tmp_path, monkeypatch, end, code, words):
    monkeypatch.setenv('MASTER_ADDR', '127.0.0.1')
    context = multiprocessing.get_context('fork')
    processes = [context.Process(target=train, args=(tmp_path, rank, end)) for rank in range(2)]
    for process in processes:
        process.start()
    # Not join(), which waits for a worker that lives on, too.
    deadline = time.monotonic() + 50
    while None in [process.exitcode for process in processes] and time.monotonic() < deadline:
        time.sleep(.02)
    for worker in tmp_path.glob('worker'):
        os.kill(int(worker.read_text()), signal.SIGKILL)
    assert [process.exitcode for process in processes] == [1 if words else 0, code]
    text = (tmp_path / '0.txt').read_text()
    if not words:
        assert text == ''
        return
    (line, ) = text.splitlines()
    assert line.startswith('error: process 1 (rank 1 of 2 on ') and words in line
    assert '--resume' in line and f'process id {processes[1].pid})' in line


def test_a_run_of_one_process_is_not_watched(monkeypatch):
    monkeypatch.setattr('mlcr_mm.apis.training_run.process_watch.connect_processes', None)
    with watch_processes():
        pass
