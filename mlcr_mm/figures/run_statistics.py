"""Mean and standard deviation over the runs of a method."""
from typing import Dict, List, Sequence

import numpy as np

from mlcr_mm.visualization import Bars


def bars_of_runs(runs: Sequence[np.ndarray]) -> Bars:
    """Bars of a method from its runs.

    Args:
        runs (Sequence[np.ndarray]): One per run: C labels, then the average, ``(C + 1,)``.

    Returns:
        Bars: The standard deviation is that of a sample (N - 1); of one run, 0.
    """
    values = np.stack(runs)  # (runs, C + 1)
    mean = values.mean(axis=0)
    std = values.std(axis=0, ddof=1) if len(runs) > 1 else np.zeros_like(mean)
    return Bars(mean[:-1], std[:-1], float(mean[-1]), float(std[-1]))


def same_labels(labels: Dict[str, Sequence[str]]) -> List[str]:
    """The labels that all methods have.

    Args:
        labels (dict[str, Sequence[str]]): Name of the method to its labels.

    Raises:
        ValueError: If two methods have different ones.
    """
    (first, expected), *others = labels.items()
    for name, found in others:
        if list(found) != list(expected):
            raise ValueError(f'{name!r} has the labels {list(found)}, {first!r} {list(expected)}: '
                             'one figure needs the same labels in the same order')
    return list(expected)
