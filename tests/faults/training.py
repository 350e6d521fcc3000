"""A toy training in a process of its own, to kill and to go on with."""
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Callable, List, Optional

import torch

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(path) for path in (ROOT, ROOT / 'tests') if str(path) not in sys.path]

from processes import ToolProcess  # noqa: E402
from toy import PYTHON, write_toy_config  # noqa: E402

LAST = 'epoch_4.pth'
#: What a checkpoint says of a training; the rest are times, paths and the config.
COMPARED = ('state_dict', 'optimizer', 'param_schedulers', 'phase')
_POLL = 0.0005  # seconds


def write_config(folder: Path, workers: int) -> Path:
    """Two phases of two epochs, each with a validation of four batches."""
    path = write_toy_config(folder, workers)
    text = path.read_text().replace('val_interval=4', 'val_interval=1').replace(
        'batch_size=8, num_workers=0', 'batch_size=2, num_workers=0')
    path.write_text(text)
    return path


class Training:
    """A work directory and the trainings that were started in it, one after the other.

    Attributes:
        output (str): What the last one printed.
    """

    def __init__(self, config: Path, work_dir: Path) -> None:
        self.config, self.work_dir, self.output = config, work_dir, ''

    def start(self, resume: bool) -> subprocess.Popen:
        """Start it in a process group of its own."""
        command = [str(ROOT / 'tools' / 'train.py'), str(self.config), '--work-dir',
                   str(self.work_dir), *(['--resume'] if resume else [])]
        self._started = time.time()
        self._log = self.config.with_name(f'{self.work_dir.name}.log')
        self._log.write_bytes(b'')
        return self._run(command)

    def _run(self, command: List[str]) -> subprocess.Popen:
        with open(self._log, 'wb') as log:
            return subprocess.Popen(
                [PYTHON, *command], env=dict(os.environ, OMP_NUM_THREADS='1'), stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True)

    def run(self, resume: bool) -> int:
        """Train to the end, and return the exit code."""
        code = self.start(resume).wait()
        self.output = self._log.read_text()
        return code

    def kill_when(self, resume: bool, has_come: Callable[['Training'], bool]) -> bool:
        """Train until something has come, then kill -9 all of it; False if it ended before."""
        process = self.start(resume)
        while process.poll() is None:
            self.output = self._log.read_text()
            if has_come(self):
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                self.output = self._log.read_text()
                return True
            time.sleep(_POLL)
        if process.returncode:
            raise AssertionError(self._log.read_text()[-3000:])
        return False

    def lines(self, pattern: str) -> List[str]:
        """What was printed and matches."""
        return re.findall(pattern, self.output)

    def half_written(self) -> List[Path]:
        """Checkpoints that the last training is writing, or was when it was killed."""
        found = []
        for path in self.work_dir.glob('.epoch_*.part'):
            with suppress(FileNotFoundError):  # it has just become the checkpoint
                found += [path] if path.stat().st_mtime > self._started else []
        return found

    def checkpoints(self) -> List[Path]:
        """In the order of epochs."""
        return sorted(self.work_dir.glob('epoch_*.pth'))


class ForkedTraining(Training):
    """One whose processes need not import all that they use."""

    def _run(self, command: List[str]) -> ToolProcess:
        return ToolProcess(*command, log=self._log)


def difference(first: object, second: object, name: str = '') -> Optional[str]:
    """Where two values differ by a bit, None if nowhere."""
    if isinstance(first, torch.Tensor) or isinstance(second, torch.Tensor):
        same = type(first) is type(second) and first.dtype == second.dtype and torch.equal(
            first, second)
        return None if same else name
    if isinstance(first, (dict, list, tuple)) and type(first) is type(second):
        if len(first) != len(second) or isinstance(first, dict) and first.keys() != second.keys():
            return name
        keys = first if isinstance(first, dict) else range(len(first))
        found = (difference(first[key], second[key], f'{name}.{key}') for key in keys)
        return next((place for place in found if place), None)
    return None if first == second or first is second else name


def final_state(work_dir: Path) -> dict:
    """What the last checkpoint says, and the losses of all iterations."""
    checkpoint = torch.load(work_dir / LAST, map_location='cpu', weights_only=False)
    history = checkpoint['message_hub']['log_scalars']['train/loss']
    return dict({key: checkpoint[key] for key in COMPARED},
                losses=torch.as_tensor(history.data[0]))
