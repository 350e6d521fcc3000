"""Ctrl-C during a training: one line that says how to go on."""
import os
import os.path as osp
import shlex
import sys
import time
from contextlib import contextmanager
from typing import Iterator, List, Optional

from mmengine.dist import is_main_process

from mlcr_mm.files import last_checkpoint
from mlcr_mm.files.last_checkpoint import POINTER

from ..command_line.exit_codes import ExitCode
from ..command_line.last_line import print_last

_CLOCK_TICK = 0.05  # seconds by which a file's time may lag behind the clock


@contextmanager
def explain_interruption(work_dir: str, resumed: Optional[str] = None) -> Iterator[None]:
    """End with one line and exit code 130 if the user interrupts what is done inside.

    Args:
        work_dir (str): Where the training writes its checkpoints.
        resumed (str, optional): Value of ``--resume``. Defaults to None: from the start.

    Raises:
        SystemExit: In place of KeyboardInterrupt.
    """
    start = time.time() - _CLOCK_TICK
    try:
        yield
    except KeyboardInterrupt:
        if is_main_process():
            print_last(f'\n{_advice(work_dir, resumed, start)}')
        sys.exit(ExitCode.STOPPED)


def _advice(work_dir: str, resumed: Optional[str], start: float) -> str:
    mark = osp.join(work_dir, POINTER)
    own = osp.isfile(mark) and os.stat(mark).st_mtime >= start
    command = _command_without_resume(resumed)
    if own or resumed == 'auto' and osp.isfile(mark):
        return (f'stopped; {last_checkpoint(work_dir)} is kept, and this goes on from it: '
                f'{shlex.join([*command, "--resume"])}')
    flags = ['--resume', resumed] if resumed not in (None, 'auto') else []
    return ('stopped before a checkpoint was written; this starts again: '
            f'{shlex.join([*command, *flags])}')


def _command_without_resume(resumed: Optional[str]) -> List[str]:
    program = (['python', sys.argv[0]] if sys.argv[0].endswith('.py') else
               shlex.split(sys.argv[0]))
    rest = sys.argv[1:]
    for index, word in enumerate(rest):
        if word == '--resume':
            has_value = resumed is not None and rest[index + 1:index + 2] == [resumed]
            return program + rest[:index] + rest[index + 1 + has_value:]
        if word.startswith('--resume='):
            return program + rest[:index] + rest[index + 1:]
    return program + rest
