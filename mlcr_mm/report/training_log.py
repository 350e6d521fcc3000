"""What a training logged, as curves."""
import json
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Sequence, Tuple

import numpy as np
from mmengine.config import Config

from mlcr_mm.engine.phases import PhaseList
from mlcr_mm.visualization import LoggedCurve

#: Keys of a line that are no curve.
_PLACES = ('epoch', 'iter', 'step', 'time', 'data_time', 'memory', 'labeled_images')
_PER_LABEL = 'mlcr/f1_'
_SUMS = ('mlcr/f1_view1', 'mlcr/f1_view2', 'mlcr/f1_ensemble', 'mlcr/f1_uncalibrated')


class TrainingLog(NamedTuple):
    """Curves over epochs.

    Attributes:
        training (dict[str, LoggedCurve]): Losses, learning rate and gradient norm.
        validation (dict[str, LoggedCurve]): Metrics, without those of single labels.
    """

    training: Dict[str, LoggedCurve]
    validation: Dict[str, LoggedCurve]


def read_training_log(paths: Sequence[Path]) -> TrainingLog:
    """Read the scalars of a training.

    Args:
        paths (Sequence[Path]): ``vis_data/scalars.json`` of each start, the oldest first: what a
            resumed training logged again takes the place of what was logged before.

    Returns:
        TrainingLog: Empty where nothing was logged.

    Raises:
        OSError: If a file cannot be read.
        ValueError: If a line is no JSON object; a line that a killed run left half is passed over.
    """
    training: List[Dict[str, Any]] = []
    validation: List[Dict[str, Any]] = []
    for path in paths:
        lines = _read_lines(path)
        for known, new in ((training, [line for line in lines if 'iter' in line]),
                           (validation, [line for line in lines if 'iter' not in line])):
            if new:
                known[:] = [line for line in known if line['step'] < new[0]['step']] + new
    length = _epoch_length(training)
    return TrainingLog(_curves(training, lambda line: line['iter'] / length),
                       _curves(validation, lambda line: line['step']))


def phase_spans(config: Config) -> List[Tuple[str, float, float]]:
    """Name, begin and end in epochs of each phase; empty for a training without phases."""
    settings = dict(config.get('train_cfg') or {})
    if not settings.get('phases'):
        return []
    return [(phase.name, phase.start, phase.end)
            for phase in PhaseList(settings['phases'], settings)]


def _read_lines(path: Path) -> List[Dict[str, Any]]:
    texts = path.read_text(encoding='utf-8').split('\n')
    lines = []
    for number, text in enumerate(texts, 1):
        try:
            if text:
                lines.append(json.loads(text))
        except ValueError as error:
            if number < len(texts):
                raise ValueError(f'{path}, line {number}: no JSON object ({error}); delete the '
                                 'line') from error
    return [line for line in lines if isinstance(line, dict) and 'step' in line]


def _epoch_length(lines: Sequence[Dict[str, Any]]) -> float:
    """Iterations of an epoch; the first line of each epoch is of the same iteration in it."""
    first: Dict[int, int] = {}
    for line in lines:
        first.setdefault(line['epoch'], line['iter'])
    if len(first) < 2:
        return max((line['iter'] for line in lines), default=1)
    start, end = min(first), max(first)
    return (first[end] - first[start]) / (end - start)


def _curves(lines: Sequence[Dict[str, Any]], epoch_of: Any) -> Dict[str, LoggedCurve]:
    points: Dict[str, List[Tuple[float, float]]] = {}
    for line in lines:
        for name, value in line.items():
            is_label = name.startswith(_PER_LABEL) and name not in _SUMS
            if name not in _PLACES and not is_label and isinstance(value, (int, float)):
                points.setdefault(name, []).append((epoch_of(line), value))
    return {name: tuple(np.array(curve, dtype=float).T) for name, curve in points.items()}
