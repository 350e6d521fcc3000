"""The phases in plain words, for the log."""
from typing import List

from mmengine.runner import Runner

from ..targets import unlabeled_part
from .phase import Phase
from .phase_list import PhaseList


def describe_phases(phases: PhaseList, runner: Runner) -> str:
    """One line for the run and one for each phase.

    Args:
        phases (PhaseList): Of the run.
        runner (Runner): With its training loop.

    Returns:
        str: Lines of text.
    """
    iterations = len(runner.train_dataloader)
    width = max(len(phase.name) for phase in phases)
    has_unlabeled = unlabeled_part(runner.train_dataloader.dataset) is not None
    lines = [f'{_count(len(phases), "phase")}, {_count(phases.num_epochs, "epoch")} of '
             f'{_count(iterations, "iteration")}:']
    for phase in phases:
        epochs = (f'epoch {phase.end}' if phase.epochs == 1 else
                  f'epochs {phase.start + 1} to {phase.end}')
        what = '; '.join(_describe(phase, has_unlabeled))
        lines.append(f'  {phase.name:<{width}}  {epochs}: {what}')
    return '\n'.join(lines)


def _count(number: int, noun: str) -> str:
    return f'{number} {noun}{"s" * (number != 1)}'


def _describe(phase: Phase, has_unlabeled: bool) -> List[str]:
    both = phase.unlabeled and has_unlabeled
    what = ['labelled and unlabelled images' if both else 'labelled images only']
    if phase.targets is not None:
        what.append(f"targets by {phase.targets['type']}")
    if phase.new_views:
        what.append('new views')
    what += [f'{loss} grows over {length:g} {"epoch" if length == 1 else "epochs"}'
             for loss, length in phase.ramp.items()]
    if phase.graph:
        what.append('classifiers from the GCN')
    if phase.lr_mult is not None:
        start, end = phase.lr_mult
        what.append(f'learning rate x {start:g}' + (f' to x {end:g}' if start != end else ''))
    return what
