"""What a training logged, as curves."""
import json
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

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


class Line(NamedTuple):
    """What was logged at once.

    Attributes:
        epoch (int): In which, from 1 on.
        place (float): Epochs that were over.
        values (dict): Name to value.
    """

    epoch: int
    place: float
    values: Dict[str, Any]


def read_training_log(paths: Sequence[Path], start: Optional[str] = None) -> TrainingLog:
    """Read the scalars of a training.

    Args:
        paths (Sequence[Path]): ``START/vis_data/scalars.json`` of each start, the oldest first:
            what a resumed training logged again takes the place of what was logged before.
        start (str, optional): Folder of the start whose training is meant: what began anew after
            it is another training, and so is all of it where there is no such folder. Defaults to
            None: the newest.

    Returns:
        TrainingLog: Empty where nothing was logged.

    Raises:
        OSError: If a file cannot be read.
        ValueError: If a line is no JSON object; a line that a killed run left half is passed over.
    """
    training: List[Line] = []
    validation: List[Line] = []
    reached = False
    if start is not None and start not in [path.parent.parent.name for path in paths]:
        paths = []
    for path in paths:
        lines = _read_lines(path)
        if reached and any(line.get('epoch') == 1 for line in lines if 'iter' in line):
            break
        reached = reached or path.parent.parent.name == start
        measured = [Line(line['step'], line['step'], line) for line in lines if 'iter' not in line]
        # Epochs, not iterations, tell what comes anew: a training that goes on with other batches
        # has epochs of another length, and counts its iterations in those.
        for known, new in ((training, _trained([line for line in lines if 'iter' in line])),
                           (validation, measured)):
            if new:
                known[:] = [line for line in known if line.epoch < new[0].epoch] + new
    return TrainingLog(_curves(training), _curves(validation))


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


def _trained(lines: Sequence[Dict[str, Any]]) -> List[Line]:
    """The lines of one start, with their places in epochs."""
    first: Dict[int, int] = {}
    for line in lines:
        first.setdefault(line['epoch'], line['iter'])
    if len(first) > 1:
        # The first line of each epoch is of the same iteration in it.
        start, end = min(first), max(first)
        length = (first[end] - first[start]) / (end - start)
    else:
        length = max((line['iter'] / line['epoch'] for line in lines), default=1)
    return [Line(line['epoch'], line['iter'] / length, line) for line in lines]


def _curves(lines: Sequence[Line]) -> Dict[str, LoggedCurve]:
    points: Dict[str, List[Tuple[float, float]]] = {}
    for line in lines:
        for name, value in line.values.items():
            is_label = name.startswith(_PER_LABEL) and name not in _SUMS
            if name not in _PLACES and not is_label and isinstance(value, (int, float)):
                points.setdefault(name, []).append((line.place, value))
    return {name: tuple(np.array(curve, dtype=float).T) for name, curve in points.items()}
