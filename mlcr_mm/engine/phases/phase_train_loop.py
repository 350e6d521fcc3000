"""Training in phases."""
import difflib
import logging
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from mmengine.logging import print_log
from mmengine.model import BaseModel
from mmengine.runner import EpochBasedTrainLoop, Runner
from torch.utils.data import DataLoader

from mlcr_mm.registry import LOOPS
from mlcr_mm.whole_numbers import is_whole_number

from ..first_images import check_first_images_of_run
from ..prepared_alike import warn_if_prepared_otherwise
from ..run_text import describe_run
from .phase import Phase
from .phase_hook import PhaseHook
from .phase_list import PhaseList
from .phase_lr import make_param_schedulers


@LOOPS.register_module()
class PhaseTrainLoop(EpochBasedTrainLoop):
    """mmengine's loop over epochs, with a list that says what is trained when.

    From ``phases`` follow the number of epochs, which images are drawn, when targets for the
    unlabelled images and new views are made, how losses grow, the learning rate, and when the label
    graph starts. All of it is checked before the first epoch.

    Args:
        runner (Runner): Handed over by mmengine.
        dataloader (DataLoader | dict): Likewise.
        phases (Sequence[str]): Names of the phases, in the order of time.
        warmup_iters (int): Iterations, within the first phase, in which the learning rate grows
            from 2 % of its value. Defaults to 0.
        val_begin (int): See :class:`mmengine.runner.EpochBasedTrainLoop`. Defaults to 1.
        val_interval (int): See there. Defaults to 1.
        dynamic_intervals (list, optional): See there. Defaults to None.
        **settings (dict): Under its name, what each phase does; see :class:`Phase`.

    Raises:
        ValueError: If the phases cannot be read, or the learning rate is set twice.

    Example:
        The paper's recipe (section 4.1.2)::

            train_cfg = dict(
                type='PhaseTrainLoop',
                phases=['views', 'graph'],
                views=dict(epochs=60),
                graph=dict(epochs=20, graph=True, lr_mult=0.1))
    """

    # A list of names and not a dict of phases: mmengine sorts the keys of a config that it writes
    # into the work directory. Settings by name and not in the list: a config that inherits another
    # can change one of them alone.

    def __init__(self,
                 runner: Runner,
                 dataloader: Union[DataLoader, Dict],
                 phases: Sequence[str],
                 warmup_iters: int = 0,
                 val_begin: int = 1,
                 val_interval: int = 1,
                 dynamic_intervals: Optional[List[Tuple[int, int]]] = None,
                 **settings) -> None:
        self.phases = PhaseList(phases, settings)
        _check_settings(settings, [phase.name for phase in self.phases])
        for key, value, unit, least in (('warmup_iters', warmup_iters, 'iterations', 0),
                                        ('val_begin', val_begin, 'epochs', 0),
                                        ('val_interval', val_interval, 'epochs', 1)):
            if not is_whole_number(value, least):
                raise ValueError(f'train_cfg.{key} must be a whole number of {unit} >= {least}, '
                                 f'got {value!r}')
        super().__init__(runner, dataloader, self.phases.num_epochs, val_begin, val_interval,
                         dynamic_intervals)
        first = self.phases[0].epochs * len(self.dataloader)
        # The runner builds the optimizer and its schedulers after this loop.
        runner.param_schedulers = make_param_schedulers(
            self.phases, min(warmup_iters, first), runner.param_schedulers)
        runner.register_hook(PhaseHook(self.phases))

    def run(self) -> BaseModel:
        """Say what will be trained, and train.

        Returns:
            BaseModel: The trained model.
        """
        print_log(describe_run(self.runner), logger='current', level=logging.INFO)
        check_first_images_of_run(self.runner)
        warn_if_prepared_otherwise(self.runner)
        return super().run()

    @property
    def phase(self) -> Phase:
        """Phase: That of the present epoch."""
        return self.phases.at(self.epoch)


def _check_settings(settings: Mapping[str, Any], phases: Sequence[str]) -> None:
    """Refuse what is neither an argument of the loop nor the settings of a phase."""
    if 'max_epochs' in settings:
        raise ValueError('train_cfg.max_epochs has no meaning beside train_cfg.phases: the epochs '
                         'of all phases are trained; change train_cfg.<phase>.epochs')
    for name, value in settings.items():
        if not isinstance(value, Mapping):
            raise ValueError(f'train_cfg.{name}={value!r} is neither a setting of PhaseTrainLoop '
                             'nor a phase, which is a dict such as dict(epochs=10)')
        # Settings of phases that are left out may stay; a misspelt name must not.
        near = difflib.get_close_matches(name, phases, 1, cutoff=0.75)
        if name not in phases and near:
            raise ValueError(f'train_cfg.{name} is no phase of train_cfg.phases={list(phases)}; '
                             f'did you mean train_cfg.{near[0]}?')
