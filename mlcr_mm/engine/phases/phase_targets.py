"""The targets of all phases: made when they are due, given to images, kept in checkpoints."""
import logging
from contextlib import nullcontext
from typing import Any, Dict, List, Mapping, Optional

import numpy as np
from mmengine.hooks.hook import DATA_BATCH
from mmengine.logging import print_log
from mmengine.model import BaseModel
from mmengine.runner import Runner
from torch import Tensor

from mlcr_mm.datasets.parts import label_matrix, subject_codes
from mlcr_mm.registry import TASK_UTILS

from ..targets import UnlabeledPart, UnlabeledTargets, dataset_outputs, per_view
from ..unwrap import unwrap_model
from .phase_list import PhaseList


class PhaseTargets:
    """Which targets the unlabelled images have at a time.

    Args:
        phases (PhaseList): Of the run.

    Attributes:
        makers (dict[str, UnlabeledTargets]): By name of the phase that has them.
        present (UnlabeledTargets, optional): Those in use; None before the first ones are made.
    """

    def __init__(self, phases: PhaseList) -> None:
        self.phases = phases
        self.makers: Dict[str, UnlabeledTargets] = {
            phase.name: TASK_UTILS.build(dict(phase.targets))
            for phase in phases if phase.targets is not None
        }
        self._settings = {phase.name: _settings_text(phase.targets)
                          for phase in phases if phase.targets is not None}
        self.present: Optional[UnlabeledTargets] = None
        self._images: Optional[str] = None  # that the present ones are of

    def make(self, runner: Runner, unlabeled: Optional[UnlabeledPart]) -> None:
        """Ask the views before an epoch, if targets are due.

        Args:
            runner (Runner): At the epoch.
            unlabeled (UnlabeledPart, optional): Of the training set; may be None where no phase has
                targets.
        """
        owner = next((phase for phase in reversed(self.phases)
                      if phase.targets is not None and phase.start <= runner.epoch), None)
        if owner is None or not self.makers[owner.name].is_due(runner.epoch, owner.start):
            return
        maker, before = self.makers[owner.name], self.present
        if before is not None and maker is not before and type(maker) is type(before):
            # A phase with targets of the same kind goes on from those that are there.
            maker.load_state_dict(before.state_dict(), len(unlabeled.dataset))
        model = unwrap_model(runner.model)
        network = getattr(model, 'predictor', model)  # the teacher, where there is one
        views = dataset_outputs(runner, unlabeled.dataset,
                                lambda batch: _views_in_training_precision(runner, network, batch))
        labels = label_matrix(runner.train_dataloader.dataset.labeled)
        line = maker.make(np.stack(views), labels, subject_codes(unlabeled.dataset))
        print_log(line, logger='current', level=logging.INFO)
        self.present, self._images = maker, unlabeled.hash_of_names()

    def attach(self, unlabeled: Optional[UnlabeledPart], data_batch: DATA_BATCH) -> None:
        """Give the unlabelled images of a batch the present targets, if there are any."""
        if self.present is not None:
            self.present.attach(unlabeled, data_batch)

    def state_dict(self) -> Optional[Dict[str, Any]]:
        """The present targets and the phase that they belong to, for a checkpoint."""
        if self.present is None:
            return None
        name = next(key for key, maker in self.makers.items() if maker is self.present)
        return dict(self.present.state_dict(), phase=name, settings=self._settings[name],
                    images=self._images)

    def load_state_dict(self, state: Optional[Dict[str, Any]],
                        unlabeled: Optional[UnlabeledPart]) -> None:
        """Go on from a checkpoint.

        Args:
            state (dict, optional): Of :meth:`state_dict`.
            unlabeled (UnlabeledPart, optional): Of the training set.

        Raises:
            ValueError: If the checkpoint has targets of a phase that has none in the config, or of
                other images, or that were made with other settings.
        """
        if state is None:
            return
        maker = self.makers.get(state['phase'])
        if maker is None:
            raise ValueError(f"the checkpoint has targets of phase {state['phase']}, the config "
                             f'has targets in {list(self.makers)}: resume with the config of the '
                             'run')
        maker.load_state_dict(state, len(unlabeled.dataset))
        settings = self._settings[state['phase']]
        made_with = state.get('settings', settings)  # checkpoints of earlier versions have none
        if made_with != settings:
            raise ValueError(f"the checkpoint has targets of phase {state['phase']} that were made "
                             f'with {made_with}, the config has {settings}: resume with the config '
                             'of the run')
        images = unlabeled.hash_of_names()
        made_of = state.get('images') or images  # likewise, or of a dataset that tells no names
        if None not in (made_of, images) and made_of != images:
            raise ValueError(f"the checkpoint has targets of phase {state['phase']} for other "
                             f'unlabelled images than the {len(unlabeled.dataset)} of the training '
                             'set, or for the same ones in another order: each would go to a wrong '
                             'image. Put back the images and lists that the run was started with')
        self.present, self._images = maker, images


def _settings_text(targets: Mapping[str, Any]) -> str:
    return ', '.join(f'{key}={value}' for key, value in sorted(targets.items()))


def _views_in_training_precision(runner: Runner, network: BaseModel, batch: dict) -> List[Tensor]:
    """Logits of each view: under ``--amp`` in 16 bits, as the networks that learn from them."""
    # DeepSpeed's wrapper has none: there the model itself casts.
    context = getattr(runner.optim_wrapper, 'optim_context', nullcontext)
    with context(network):
        return per_view(network(**batch))
