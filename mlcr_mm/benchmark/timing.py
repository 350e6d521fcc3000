"""Timing tasks in turns, so that what else the machine does meets all of them alike."""
import time
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Sequence

import numpy as np
import torch


@dataclass
class Task:
    """Something to be timed.

    Attributes:
        name (str): Of its row.
        run (Callable): What is timed; takes nothing.
        units (int): How many steps, images or calls one run is. Defaults to 1.
        prepare (Callable, optional): Run before each run, not timed. Defaults to None.
    """

    name: str
    run: Callable[[], Any]
    units: int = 1
    prepare: Optional[Callable[[], Any]] = None


@dataclass
class Timing:
    """Milliseconds per unit of a task, one value per round.

    Attributes:
        wall (list[float]): By the clock.
        cpu (list[float]): Of all threads of this process; loader workers are not counted.
    """

    wall: List[float] = field(default_factory=list)
    cpu: List[float] = field(default_factory=list)

    def summary(self) -> Dict[str, float]:
        """Medians, and the quartiles of the time by the clock."""
        low, high = np.quantile(self.wall, [0.25, 0.75]).tolist()
        return dict(ms=float(np.median(self.wall)), low=low, high=high,
                    cpu_ms=float(np.median(self.cpu)))


def synchronize() -> None:
    """Wait for the GPU, if there is one in use."""
    if torch.cuda.is_available() and torch.cuda.is_initialized():
        torch.cuda.synchronize()


def measure(tasks: Sequence[Task], rounds: int) -> Dict[str, Timing]:
    """Run the tasks in turns, every other round backwards; a first round does not count.

    Args:
        tasks (Sequence[Task]): With different names.
        rounds (int): At least 1.

    Returns:
        dict[str, Timing]: By name.
    """
    timings = {task.name: Timing() for task in tasks}
    for number in range(rounds + 1):
        for task in tasks if number % 2 else reversed(tasks):
            if task.prepare:
                task.prepare()
            synchronize()
            start, cpu_start = time.perf_counter(), time.process_time()
            task.run()
            synchronize()
            wall, cpu = time.perf_counter() - start, time.process_time() - cpu_start
            if number:
                timings[task.name].wall.append(1e3 * wall / task.units)
                timings[task.name].cpu.append(1e3 * cpu / task.units)
    return timings


def ratio(dividend: Timing, divisor: Timing, clock: str = 'wall') -> Dict[str, float]:
    """How much longer one task takes than another.

    Args:
        dividend (Timing): Measured in the same rounds as ``divisor``.
        divisor (Timing): See there.
        clock (str): 'wall' or 'cpu'. Defaults to 'wall'.

    Returns:
        dict[str, float]: ``median``, ``low`` and ``high`` quartile of the rounds' ratios.
    """
    ratios = np.divide(getattr(dividend, clock), getattr(divisor, clock))
    low, median, high = np.quantile(ratios, [0.25, 0.5, 0.75]).tolist()
    return dict(median=median, low=low, high=high)
