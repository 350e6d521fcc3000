"""Curves by phase."""
from typing import Dict, Sequence, Tuple

from mlcr_mm.visualization import LoggedCurve, draw_training_curves

from .section import Section, picture
from .training_log import TrainingLog


def training_section(log: TrainingLog, phases: Sequence[Tuple[str, float, float]]) -> Section:
    """Losses, learning rate and validation over the epochs.

    Args:
        log (TrainingLog): The curves.
        phases (Sequence[tuple[str, float, float]]): Name, first and last epoch of each.
    """
    section = Section('Training')
    if not log.training:
        section.text.append('The work directory has no log (*/vis_data/scalars.json) of the '
                            'training that wrote the checkpoint, so there are no curves.')
        return section
    section.text.append('Each band is a phase. The losses are as they enter the sum, weights '
                        'included; a loss that is off in a phase is 0.')
    panels: Dict[str, Dict[str, LoggedCurve]] = {
        'losses': {name: curve for name, curve in log.training.items() if 'loss' in name},
        'learning rate': {name: curve for name, curve in log.training.items()
                          if name.endswith('lr')},
        'gradient norm': {name: curve for name, curve in log.training.items()
                          if name == 'grad_norm'},
        'validation (%)': log.validation}
    panels = {title: curves for title, curves in panels.items() if curves}
    section.pictures.append(picture(
        draw_training_curves(panels, phases), f'Curves of {", ".join(panels)} over the epochs'))
    return section
