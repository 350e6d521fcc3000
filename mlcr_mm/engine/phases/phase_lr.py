"""The learning rate of all phases, as one parameter scheduler."""
import math
from typing import Any, Dict, List, Optional, Sequence, Tuple

from mmengine.optim.scheduler.lr_scheduler import LRSchedulerMixin
from mmengine.optim.scheduler.param_scheduler import CosineRestartParamScheduler

from mlcr_mm.registry import PARAM_SCHEDULERS

from .phase_list import PhaseList

WARMUP_START = 0.02


@PARAM_SCHEDULERS.register_module()
class PhaseLR(LRSchedulerMixin, CosineRestartParamScheduler):
    r"""Cosines that start anew, each between bounds of its own.

    Within a period of :math:`T` steps that runs from :math:`a` to :math:`b` times the base learning
    rate :math:`\eta_0`, step :math:`t` has

    .. math::
        \eta_t = \eta_0 (b + \tfrac12 (a - b)(1 + \cos(\pi t / T)))

    as in mmengine's ``CosineRestartLR``, which has one lower bound for all periods. With
    :math:`a = b` the learning rate is constant. Other schedulers may multiply it within the first
    period (a warm-up).

    Args:
        optimizer (Optimizer | OptimWrapper): Handed over by the runner.
        periods (list[int]): Length of each period.
        bounds (list[tuple[float, float]]): ``a`` and ``b`` of each period, multiples of the base
            learning rate.
        **kwargs: Those of :class:`mmengine.optim.CosineRestartLR` but its weights and bounds.
    """

    def __init__(self, optimizer: Any, periods: List[int], bounds: Sequence[Sequence[float]],
                 **kwargs) -> None:
        self.bounds = [tuple(pair) for pair in bounds]
        super().__init__(optimizer, periods=periods, restart_weights=[a for a, _ in self.bounds],
                         eta_min=0., **kwargs)

    def load_state_dict(self, state_dict: Dict[str, Any]) -> None:
        """Go on from a step; lengths and bounds stay those of the config.

        Where they are others than in the run before, the learning rate moves at once.

        Args:
            state_dict (dict): Of :meth:`state_dict`; that of the optimizer has been loaded.
        """
        mine = {name: getattr(self, name)
                for name in ('periods', 'cumulative_periods', 'bounds', 'restart_weights', 'end')}
        super().load_state_dict({**state_dict, **mine})
        before = state_dict['periods'], state_dict['bounds']
        if before == (self.periods, self.bounds):
            return
        # At its own end, the run before did not make the step that leads on.
        self.last_step = self._global_step - self.begin
        place = self._place()
        if place is not None:
            self._last_value = self._moved(*place, *before)
            for group, value in zip(self.optimizer.param_groups, self._last_value):
                group[self.param_name] = value

    def _place(self) -> Optional[Tuple[int, int]]:
        """Number of the period and step within it; None after the last one."""
        index = self.get_position_from_periods(self.last_step, self.cumulative_periods)
        start = self.cumulative_periods[index - 1] if index else 0
        return None if index is None else (index, self.last_step - start)

    def _moved(self, index: int, step: int, periods: List[int],
               bounds: Sequence[Tuple[float, float]]) -> List[float]:
        """Learning rates at a place, in a run that had other lengths or bounds until here."""
        share = cosine_share(step, self.periods[index], *self.bounds[index])
        values = [base * share for base in self.base_values]
        if index or step >= periods[0]:
            return values
        # What a warm-up has made of the value stays.
        old = cosine_share(step, periods[0], *bounds[0])
        return [value * (group[self.param_name] / (base * old) if base * old else 1.)
                for value, base, group in zip(values, self.base_values,
                                              self.optimizer.param_groups)]

    def _get_value(self) -> List[float]:
        """Learning rate of each parameter group at the present step."""
        current = [group[self.param_name] for group in self.optimizer.param_groups]
        place = self._place()
        if place is None:
            return current
        index, step = place
        start, end = self.bounds[index]
        if step == 0:
            return [base * start for base in self.base_values]
        if start == end:
            return current
        # Relative to the step before, so that a warm-up can multiply.
        factor = (1 + math.cos(math.pi * step / self.periods[index])) / (
            1 + math.cos(math.pi * (step - 1) / self.periods[index]))
        return [factor * (value - base * end) + base * end
                for value, base in zip(current, self.base_values)]


def cosine_share(step: int, length: int, start: float, end: float) -> float:
    """Multiple of the base learning rate at a step of a period, see :class:`PhaseLR`."""
    return end + (start - end) * (1 + math.cos(math.pi * step / length)) / 2


def learning_rate_periods(phases: PhaseList) -> List[Tuple[int, Tuple[float, float]]]:
    """Epochs and bounds of each cosine: a phase without ``lr_mult`` lengthens the one before."""
    periods: List[Tuple[int, Tuple[float, float]]] = []
    for phase in phases:
        if phase.lr_mult is None and periods:
            length, bounds = periods[-1]
            periods[-1] = length + phase.epochs, bounds
        else:
            periods.append((phase.epochs, phase.lr_mult or (1., 1.)))
    return periods


def make_param_schedulers(phases: PhaseList, warmup_iters: int,
                          given: Optional[Any]) -> Optional[Any]:
    """What the runner builds its parameter schedulers from.

    Args:
        phases (PhaseList): Of the run.
        warmup_iters (int): Iterations in which the learning rate grows from 2 % of what the first
            phase says; 0 for none.
        given (list | dict, optional): ``param_scheduler`` of the config.

    Returns:
        list | dict: The given ones, where no phase has an ``lr_mult``; else those of the phases.

    Raises:
        ValueError: If the learning rate has two homes.
    """
    if given:
        mine = [phase.key for phase in phases if phase.lr_mult is not None]
        mine += ['train_cfg.warmup_iters'] * bool(warmup_iters)
        if mine:
            raise ValueError(f'the learning rate is set by param_scheduler and by {mine}: remove '
                             'one of the two')
        return given
    epochs, bounds = zip(*learning_rate_periods(phases))
    schedulers = [dict(type='PhaseLR', periods=list(epochs), bounds=list(bounds),
                       convert_to_iter_based=True)]
    if warmup_iters > 1:  # mmengine's LinearLR of one step stays where it starts
        # Behind the cosines, which set the learning rate anew at the start of each.
        schedulers.append(
            dict(type='LinearLR', start_factor=WARMUP_START, by_epoch=False, end=warmup_iters))
    return schedulers
