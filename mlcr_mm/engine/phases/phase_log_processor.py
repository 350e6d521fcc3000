"""Log lines that name the phase."""
from typing import Tuple

from mmengine.runner import LogProcessor, Runner

from mlcr_mm.registry import LOG_PROCESSORS


@LOG_PROCESSORS.register_module()
class PhaseLogProcessor(LogProcessor):
    """mmengine's log lines, with the name of the phase before the rest.

    Args:
        **kwargs: Those of :class:`mmengine.runner.LogProcessor`.
    """

    def get_log_after_iter(self, runner: Runner, batch_idx: int, mode: str) -> Tuple[dict, str]:
        """Line after an iteration, see the base class."""
        tag, line = super().get_log_after_iter(runner, batch_idx, mode)
        return tag, self._name_phase(runner, mode, line)

    def get_log_after_epoch(self,
                            runner: Runner,
                            batch_idx: int,
                            mode: str,
                            with_non_scalar: bool = False) -> Tuple[dict, str]:
        """Line after a validation or test, see the base class."""
        tag, line = super().get_log_after_epoch(runner, batch_idx, mode, with_non_scalar)
        return tag, self._name_phase(runner, mode, line)

    @staticmethod
    def _name_phase(runner: Runner, mode: str, line: str) -> str:
        phase = runner.message_hub.get_info('phase')
        if mode == 'test' or phase is None:
            return line
        head, place, rest = line.partition('] ')
        return f'{head}{place} phase: {phase} {rest}' if place else f'phase: {phase}  {line}'
