"""All phases of a training, in their order."""
import difflib
from typing import Any, Dict, Iterator, List, Mapping, Sequence

from .phase import KEY, Phase, parse_phase


class PhaseList(Sequence):
    """The phases of a run.

    Args:
        names (Sequence[str]): In the order of time.
        settings (Mapping[str, Mapping]): Name to settings, see :class:`Phase`. Those of phases that
            are not named are not read: a config that inherits another leaves a phase out by its
            list of names alone.

    Raises:
        ValueError: If there is no phase, a name occurs twice or has no settings, or settings cannot
            be read.

    Example:
        >>> phases = PhaseList(['views', 'graph'], dict(
        ...     views=dict(epochs=60), graph=dict(epochs=20, graph=True)))
        >>> phases.num_epochs, phases.at(60).name
        (80, 'graph')
    """

    def __init__(self, names: Sequence[str], settings: Mapping[str, Any]) -> None:
        if isinstance(names, str) or not isinstance(names, Sequence) or not names or not all(
                isinstance(name, str) for name in names):
            raise ValueError(f"{KEY}.phases must be a list of names such as ['views', 'graph'], "
                             f'got {names!r}')
        twice = [name for number, name in enumerate(names) if name in names[:number]]
        if twice:
            raise ValueError(f'{KEY}.phases names {twice[0]!r} twice: give the second one a name '
                             'and settings of its own')
        self._phases: List[Phase] = []
        for name in names:
            if name not in settings:
                near = difflib.get_close_matches(name, list(settings), 1)
                raise ValueError(f'{KEY}.phases names {name!r}, but there is no {KEY}.{name}'
                                 f'{f"; did you mean {near[0]}" if near else ""}: write '
                                 f'{KEY}.{name}=dict(epochs=...)')
            self._phases.append(parse_phase(name, self.num_epochs, settings[name]))

    def __len__(self) -> int:
        """Number of phases."""
        return len(self._phases)

    def __getitem__(self, index: int) -> Phase:
        """A phase by its place."""
        return self._phases[index]

    def __iter__(self) -> Iterator[Phase]:
        """The phases in the order of time."""
        return iter(self._phases)

    @property
    def num_epochs(self) -> int:
        """int: Epochs of all phases."""
        return self._phases[-1].end if self._phases else 0

    def at(self, epoch: int) -> Phase:
        """The phase of an epoch, counted from 0; after the end, the last one."""
        return next((phase for phase in self._phases if epoch < phase.end), self._phases[-1])

    def lengths(self) -> List[List[Any]]:
        """Name and epochs of each phase, for a checkpoint."""
        return [[phase.name, phase.epochs] for phase in self._phases]

    def beginnings(self) -> Dict[str, Dict[str, Any]]:
        """What each phase does when it begins, for a checkpoint."""
        return {
            phase.name: dict(unlabeled=phase.unlabeled, new_views=phase.new_views,
                             graph=phase.graph, targets=phase.targets and phase.targets['type'])
            for phase in self._phases
        }


def check_begun(phases: PhaseList, epoch: int, settings: Mapping[str, Mapping[str, Any]],
                checkpoint: str) -> None:
    """Refuse other settings for what a phase does when it begins, where it has begun.

    Args:
        phases (PhaseList): Of the config.
        epoch (int): Epochs that the checkpoint has behind it.
        settings (Mapping): :meth:`PhaseList.beginnings` of the run that wrote the checkpoint.
        checkpoint (str): Its file, for the error.

    Raises:
        ValueError: If one differs; with what to do.
    """
    for name, mine in phases.beginnings().items():
        begun = any(phase.name == name and phase.start < epoch for phase in phases)
        for key, value in mine.items():
            before = settings.get(name, mine)[key]
            if begun and before != value:
                raise ValueError(f'{KEY}.{name}.{key} is {value!r}, but {checkpoint} was trained '
                                 f'with {before!r}, and this phase has begun: set it back, or '
                                 'start from the weights with load_from, without --resume')


def check_resume(phases: PhaseList, epoch: int, lengths: Sequence[Sequence[Any]],
                 checkpoint: str) -> None:
    """Refuse a checkpoint whose past is not that of the config.

    Phases that are over must be the same, and the one that goes on must have its name and start;
    it, and what comes after it, may have another length now.

    Args:
        phases (PhaseList): Of the config.
        epoch (int): Epochs that the checkpoint has behind it.
        lengths (Sequence): :meth:`PhaseList.lengths` of the run that wrote the checkpoint.
        checkpoint (str): Its file, for the error.

    Raises:
        ValueError: If they differ; with what to do.
    """
    start = 0
    for number, (name, epochs) in enumerate(lengths):
        if start >= epoch:
            return
        mine = phases[number] if number < len(phases) else None
        same_past = mine is not None and mine.name == name and (
            mine.epochs == epochs if epoch > start + epochs else mine.end >= epoch)
        if not same_past:
            theirs = ', '.join(f'{key} ({length})' for key, length in lengths)
            ours = ', '.join(f'{phase.name} ({phase.epochs})' for phase in phases)
            raise ValueError(f'{checkpoint} has {epoch} epochs of the phases {theirs} behind it, '
                             f'{KEY}.phases says {ours}: phases that are over cannot be changed; '
                             'resume with the config of the run (it lies in the work directory; '
                             'or repeat its --cfg-options), or start from the weights with '
                             'load_from, without --resume')
        start += epochs
