"""The growing weight of a loss."""
import math
from typing import Dict, Iterable

from .phase import Phase


def ramp_factor(progress: float) -> float:
    r"""Factor of a loss weight on its way from zero to the configured one.

    :math:`\exp(-5 (1 - t)^2)`, the ramp of `Temporal Ensembling
    <https://arxiv.org/abs/1610.02242>`_. Differs from the MLCR paper, whose lambdas are constant:
    views that are made to agree before they know anything become one view, and have nothing left to
    teach each other.

    Args:
        progress (float): Share of the ramp that is over, >= 0; from 1 on the factor is 1.

    Returns:
        float: In (0, 1].
    """
    return math.exp(-5 * (1 - min(progress, 1.))**2)


def ramp_factors(phases: Iterable[Phase], epoch: float) -> Dict[str, float]:
    """Factor of every loss that some phase lets grow.

    Args:
        phases (Iterable[Phase]): In the order of time.
        epoch (float): Epochs since the start of the run, with fractions.

    Returns:
        dict[str, float]: By name of the loss; 0 before the first phase that names it. A later phase
        that names it again lets it grow anew.
    """
    factors: Dict[str, float] = {}
    for phase in phases:
        for loss, length in phase.ramp.items():
            if epoch >= phase.start:
                factors[loss] = ramp_factor((epoch - phase.start) / length)
            else:
                factors.setdefault(loss, 0.)
    return factors
