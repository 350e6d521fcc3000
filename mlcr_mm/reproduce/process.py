"""Runs trainings and tests as processes, so that they can be killed and continued."""
import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Optional, Sequence, TextIO

import torch

from mlcr_mm.files import write_link, write_text

from .evaluation import Evaluation
from .hardware import device_name
from .sessions import Sessions
from .training import Training

_SHOWN_LINES = 15
_POLL = 0.5  # seconds


class RunError(RuntimeError):
    """A training or test ended with an error."""


class Place(NamedTuple):
    """Where a run runs: a GPU (None: the CPU) and threads per process (None: PyTorch's choice)."""

    gpu: Optional[int] = None
    threads: Optional[int] = None

    def environment(self) -> Dict[str, str]:
        """Environment variables of a process at this place."""
        variables = dict(os.environ)
        if self.gpu is not None:
            visible = os.environ.get('CUDA_VISIBLE_DEVICES', '').split(',')
            variables['CUDA_VISIBLE_DEVICES'] = (
                visible[self.gpu] if self.gpu < len(visible) and visible[self.gpu] else
                str(self.gpu))
        if self.threads is not None:
            variables.update(OMP_NUM_THREADS=str(self.threads), MKL_NUM_THREADS=str(self.threads))
        return variables


class ProcessRunner:
    """Runs the launchers of a folder.

    Of a training's folder it keeps: ``lock``, held by whoever trains; ``train_<k>.log``, the output
    of the k-th attempt; ``sessions.jsonl``, a line per attempt; ``trained.json`` at the end.

    Args:
        tools (Path): Folder of train.py and test.py.
        jobs (int): Runs at the same time, for the record.
    """

    def __init__(self, tools: Path, jobs: int) -> None:
        self.tools = tools
        self.jobs = jobs
        self._stopped = threading.Event()
        self._processes: List[subprocess.Popen] = []

    def stop(self) -> None:
        """End the processes and start no other."""
        self._stopped.set()
        for process in list(self._processes):
            process.terminate()

    def run(self, training: Training, evaluations: Sequence[Evaluation], place: Place) -> None:
        """Train if that is not done, then run the tests that are not done.

        Raises:
            RunError: If a process ends with an error; the message has its last lines.
        """
        training.folder.mkdir(parents=True, exist_ok=True)
        with self._lock(training.folder) as lock:
            if not training.is_done:
                self._train(training, place, lock)
            for evaluation in evaluations:
                if not evaluation.is_done:
                    evaluation.prepare()
                    self._call(evaluation.command(self.tools), evaluation.folder / 'test.log',
                               place, lock)
                    evaluation.finish()

    def _train(self, training: Training, place: Place, lock: TextIO) -> None:
        folder, sessions = training.folder, Sessions(training.folder)
        log, data = sessions.next_log(), training.data_hashes()
        sessions.add(dict(log=log.name, start=time.time(), device=device_name(place.gpu),
                          threads=place.threads or torch.get_num_threads(), jobs=self.jobs,
                          data=data))
        self._call(training.command(self.tools), log, place, lock)
        checkpoint = training.last_checkpoint()
        if checkpoint is None:
            raise RunError(f'{folder} has no checkpoint after the training; does the config set '
                           'default_hooks.checkpoint?')
        write_link(training.checkpoint, checkpoint.name)
        record = dict(
            config=str(training.config), options=training.options, amp=training.amp,
            **sessions.summarize(time.time()), torch=torch.__version__, data=data)
        write_text(training.record, json.dumps(record, indent=1))
        for older in folder.glob('epoch_*.pth'):  # were kept to resume from
            if older.name != checkpoint.name:
                older.unlink()

    def _call(self, arguments: Sequence[str], log: Path, place: Place, lock: TextIO) -> None:
        if self._stopped.is_set():
            raise RunError('stopped')
        with open(log, 'w') as output:
            # The process holds the lock too: it stays locked should this one be killed alone.
            process = subprocess.Popen([sys.executable, *arguments], stdout=output,
                                       stderr=subprocess.STDOUT, env=place.environment(),
                                       pass_fds=[lock.fileno()])
            self._processes.append(process)
            if self._stopped.is_set():  # in the meantime
                process.terminate()
            code = process.wait()
            self._processes.remove(process)
        if code:
            lines = log.read_text(errors='replace').strip().splitlines()[-_SHOWN_LINES:]
            raise RunError('\n'.join([f'{arguments[0]} ended with {code}, see {log}:', *lines]))

    @contextmanager
    def _lock(self, folder: Path) -> Iterator[TextIO]:
        """Wait until no other process works in a folder."""
        with open(folder / 'lock', 'w') as file:
            told = False
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if not told:
                        print(f'another process works on {folder.name}: waiting for it', flush=True)
                        told = True
                    if self._stopped.wait(_POLL):
                        raise RunError('stopped') from None
            yield file
