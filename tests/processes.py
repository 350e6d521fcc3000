"""Tools in processes of their own, which come from a server that has imported all: what a process
of Python's own takes for that is longer than most of what a tool does on toy data.

The tools as users start them are run by test_wheel.py, test_docs.py and test_distributed.py.
"""
import multiprocessing
import os
import runpy
import socket
import sys
from pathlib import Path
from tempfile import mkstemp
from typing import Dict, List, Optional

import torch


class ToolProcess:
    """A tool that runs; what it prints goes into a file.

    Args:
        command: The file of the tool and its arguments.
        log (Path, optional): The file.
        variables: Of the environment, beside those of this process.
    """

    def __init__(self, *command, log: Optional[Path] = None, **variables: str) -> None:
        if log is None:
            handle, name = mkstemp(prefix='tool_', suffix='.log')
            os.close(handle)
            log = Path(name)
        self._log = log
        context = multiprocessing.get_context('forkserver')
        context.set_forkserver_preload(['mlcr_mm.apis'])
        self._process = context.Process(target=_run, args=(
            [str(part) for part in command], str(log), dict(os.environ, **variables)))
        self._process.start()
        self.pid = self._process.pid

    def poll(self) -> Optional[int]:
        """Exit code, None while it runs."""
        return self._process.exitcode

    returncode = property(poll)

    def wait(self) -> int:
        """Exit code, once it has ended."""
        self._process.join()
        return self._process.exitcode

    @property
    def output(self) -> str:
        """What it has printed until now."""
        return self._log.read_text()


def run_tool(*command, code: int = 0) -> str:
    """Run a tool that is to end with this code, and return what it printed."""
    process = ToolProcess(*command)
    assert process.wait() == code, process.output[-3000:]
    return process.output


def run_ranks(*command, number: int = 2) -> None:
    """Run the processes of a distributed training, as torchrun starts them."""
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
    place = dict(WORLD_SIZE=str(number), MASTER_ADDR='127.0.0.1', MASTER_PORT=str(port))
    processes = [ToolProcess(*command, RANK=str(rank), LOCAL_RANK=str(rank), **place)
                 for rank in range(number)]
    for process in processes:
        assert process.wait() == 0, process.output[-3000:]


def _run(command: List[str], log: str, environment: Dict[str, str]) -> None:
    """In the process: become what ``python FILE ARGUMENTS`` is."""
    os.setsid()
    file = os.open(log, os.O_WRONLY | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.environ.clear()
    os.environ.update(environment)
    torch.set_num_threads(1)
    sys.argv = command
    runpy.run_path(command[0], run_name='__main__')
