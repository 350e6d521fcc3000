"""Losses of many iterations, read from the device at once."""
from typing import Any, Dict, List, NamedTuple, Sequence

import torch
from mmengine.hooks import LoggerHook
from mmengine.runner import Runner
from torch import Tensor

_MOST = 50  # iterations that wait to be read


class Iteration(NamedTuple):
    """One iteration whose losses have been read.

    Attributes:
        values (dict[str, float]): The losses.
        note (Any): What was kept with them.
    """

    values: Dict[str, float]
    note: Any


class DeferredLosses:
    """Keeps what training steps return, until it is time to look.

    To read a number from a GPU is to wait until the GPU has done all that was asked of it: read in
    every iteration, the losses make GPU and host work in turns, not side by side.
    """

    def __init__(self) -> None:
        self._outputs: List[Dict[str, Any]] = []
        self._notes: List[Any] = []

    def add(self, outputs: Dict[str, Any], note: Any = None) -> None:
        """Keep the losses of an iteration, and a note on it.

        Args:
            outputs (dict): Name to a tensor of one element, or a number.
            note (Any): Handed back by :meth:`read`.
        """
        self._outputs.append({name: value.detach() if isinstance(value, Tensor) else value
                              for name, value in outputs.items()})
        self._notes.append(note)

    def is_time(self, runner: Runner, batch_idx: int) -> bool:
        """Whether a line of the log follows this iteration, or an epoch ends, or many wait."""
        loggers = [hook for hook in runner.hooks if isinstance(hook, LoggerHook)]
        return (len(self._outputs) >= _MOST
                or batch_idx + 1 == len(runner.train_dataloader)
                or any((batch_idx + 1) % hook.interval == 0 for hook in loggers))

    def read(self) -> List[Iteration]:
        """The iterations since the last call, in order, and forget them."""
        outputs, notes = self._outputs, self._notes
        self._outputs, self._notes = [], []
        numbers = iter(_read([value for losses in outputs for value in losses.values()
                              if isinstance(value, Tensor)]))
        return [Iteration({name: next(numbers) if isinstance(value, Tensor) else value
                           for name, value in losses.items()}, note)
                for losses, note in zip(outputs, notes)]


def _read(tensors: Sequence[Tensor]) -> List[float]:
    """The numbers of tensors of one element, by one copy."""
    if not tensors:
        return []
    has_double = any(tensor.dtype == torch.float64 for tensor in tensors)
    wide = torch.float64 if has_double else torch.float32
    return torch.stack([tensor.reshape(()).to(wide) for tensor in tensors]).tolist()
