"""The growing weight of a loss."""
import math


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
