"""One period of training, as the config writes it."""
import difflib
from dataclasses import dataclass, field, fields
from numbers import Real
from typing import Any, Dict, Mapping, Optional, Tuple

from mlcr_mm.whole_numbers import is_whole_number

KEY = 'train_cfg'


@dataclass(frozen=True)
class Phase:
    """A number of epochs in which the same things happen.

    What a phase does not say goes on as in the phase before it: its learning rate, its targets, the
    weights of its losses, the label graph.

    Attributes:
        name (str): Its name in ``train_cfg.phases``, and the key of its settings in ``train_cfg``.
        start (int): First epoch, counted from 0.
        epochs (int): Number of epochs, >= 1.
        unlabeled (bool): Whether unlabelled images are drawn. Defaults to True.
        targets (dict, optional): What the views say of the unlabelled images when the phase begins,
            as targets of training: ``dict(type='MeanOfViews')`` or another class of
            :mod:`mlcr_mm.engine.targets` with its arguments. Defaults to None.
        new_views (bool): Whether both views start again from new weights when the phase begins,
            after the targets are made. Defaults to False.
        graph (bool): Whether the GCN makes the classifiers from here on. Defaults to False.
        ramp (dict[str, float]): Loss of the head to the number of epochs in which its weight grows
            to the configured one; before the first phase that names it the loss is off, a later one
            lets it grow anew. Defaults to none.
        lr_mult (tuple[float, float], optional): Multiple of the optimizer's learning rate at the
            start and at the end of the phase, with half of a cosine between them. None: the
            learning rate goes on as in the phase before.
    """

    name: str
    start: int
    epochs: int
    unlabeled: bool = True
    targets: Optional[Mapping[str, Any]] = None
    new_views: bool = False
    graph: bool = False
    ramp: Mapping[str, float] = field(default_factory=dict)
    lr_mult: Optional[Tuple[float, float]] = None

    @property
    def end(self) -> int:
        """int: The epoch after the last one, counted from 0."""
        return self.start + self.epochs

    @property
    def key(self) -> str:
        """str: Where the config has it, for errors."""
        return f'{KEY}.{self.name}'


def parse_phase(name: str, start: int, settings: Mapping[str, Any]) -> Phase:
    """Read the settings of one phase.

    Args:
        name (str): Key of the phase.
        start (int): First epoch, counted from 0.
        settings (Mapping): ``epochs`` and any other attribute of :class:`Phase` but ``name`` and
            ``start``; ``lr_mult`` is a number, or a pair of numbers (start, end).

    Raises:
        ValueError: On an unknown key, a missing or a wrong value.
    """
    key = f'{KEY}.{name}'
    if not isinstance(settings, Mapping):
        raise ValueError(f'{key} must be a dict such as dict(epochs=10), got {settings!r}')
    known = [entry.name for entry in fields(Phase)][2:]
    for word in settings:
        if word not in known:
            near = difflib.get_close_matches(str(word), known, 1)
            raise ValueError(f'{key}.{word} does not exist'
                             f'{f"; did you mean {near[0]}" if near else ""}: the settings of a '
                             f'phase are {known}')
    epochs = settings.get('epochs')
    if not is_whole_number(epochs):
        raise ValueError(f'{key}.epochs must be a whole number >= 1, got {epochs!r}; take '
                         f'{name!r} out of train_cfg.phases to leave the phase out')
    for word in ('unlabeled', 'new_views', 'graph'):
        if not isinstance(settings.get(word, False), bool):
            raise ValueError(f'{key}.{word} must be True or False, got {settings[word]!r}')
    targets = settings.get('targets')
    if targets is not None and (not isinstance(targets, Mapping) or 'type' not in targets):
        raise ValueError(f"{key}.targets must be a dict such as dict(type='MeanOfViews'), got "
                         f'{targets!r}')
    values: Dict[str, Any] = dict(settings)
    values['ramp'] = _parse_ramp(key, epochs, settings.get('ramp') or {})
    values['lr_mult'] = _parse_lr_mult(key, settings.get('lr_mult'))
    return Phase(name, start, **values)


def _parse_ramp(key: str, epochs: int, ramp: Any) -> Dict[str, float]:
    if not isinstance(ramp, Mapping):
        raise ValueError(f'{key}.ramp must be a dict from losses to epochs, such as '
                         f'dict(loss_co_regularization=2), got {ramp!r}')
    for loss, length in ramp.items():
        if not isinstance(length, Real) or not 0 < length <= epochs:
            raise ValueError(f'{key}.ramp.{loss} must be above 0 and at most the {epochs} epochs '
                             f'of the phase, got {length!r}: lengthen {key}.epochs or shorten the '
                             'ramp')
    return dict(ramp)


def _parse_lr_mult(key: str, value: Any) -> Optional[Tuple[float, float]]:
    if value is None:
        return None
    pair = (value, value) if isinstance(value, Real) else value
    if (not isinstance(pair, (tuple, list)) or len(pair) != 2
            or not all(isinstance(end, Real) and end >= 0 for end in pair)):
        raise ValueError(f'{key}.lr_mult must be a number >= 0, or two: at the start and at the '
                         f'end of the phase, got {value!r}')
    return float(pair[0]), float(pair[1])
