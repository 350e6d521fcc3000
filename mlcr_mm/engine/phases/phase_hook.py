"""Does in each phase what the phase says."""
import logging
from typing import Dict, Optional

import numpy as np
import torch
from mmengine.dist import broadcast
from mmengine.hooks import Hook
from mmengine.hooks.hook import DATA_BATCH
from mmengine.logging import print_log
from mmengine.model import BaseModel
from mmengine.runner import Runner

from mlcr_mm.datasets.label_matrix import label_matrix
from mlcr_mm.labels import known_mask
from mlcr_mm.models.graph import adjacency_from_labels
from mlcr_mm.registry import TASK_UTILS

from ..checkpoints.resume import is_resumed
from ..new_views import restart_views
from ..targets import UnlabeledTargets, dataset_outputs, unlabeled_part
from ..unwrap import unwrap_model
from .gradient_check import GradientCheck
from .phase import Phase
from .phase_checks import check_phases
from .phase_list import PhaseList, check_resume
from .phase_text import describe_phases
from .ramp import ramp_factor

CHECKPOINT_KEY = 'phase'


class PhaseHook(Hook):
    """Draws images, makes targets and new views, raises losses and starts the graph, by phase.

    ``PhaseTrainLoop`` registers it: a config names the loop and its phases only. The name of the
    present phase is in the message hub under ``phase``, from where the log has it, and in the
    checkpoint, together with the targets of the unlabelled images. All else is a function of the
    epoch and the state dict: a resumed run does what an uninterrupted one does.

    Args:
        phases (PhaseList): Of the run.
    """

    # A hook and not the loop: what happens before an epoch has to come after the epoch's seed.

    def __init__(self, phases: PhaseList) -> None:
        self.phases = phases
        self.targets: Dict[str, UnlabeledTargets] = {
            phase.name: TASK_UTILS.build(dict(phase.targets))
            for phase in phases if phase.targets is not None
        }
        self._present: Optional[UnlabeledTargets] = None  # targets in use
        self._loaded: Optional[dict] = None  # of a checkpoint
        self._check: Optional[GradientCheck] = None
        self._checked: Optional[str] = None  # the last phase that was found to learn

    def before_train(self, runner: Runner) -> None:
        """Check the phases, say what will happen, and go on where a checkpoint stopped."""
        model = unwrap_model(runner.model)
        print_log(describe_phases(self.phases, runner), logger='current', level=logging.INFO)
        self._has_head = getattr(model, 'head', None) is not None
        if not self._has_head:
            # As the toolbox's vis_scheduler trains it: only the learning rate can be followed.
            print_log(f'{type(model).__name__} has no head: the phases set the learning rate only',
                      logger='current', level=logging.WARNING)
            return
        check_phases(self.phases, self.targets, model, runner)
        self._unlabeled = unlabeled_part(runner.train_dataloader.dataset)
        if any(phase.graph for phase in self.phases):
            self._prepare_graph(runner, model)
        if self._loaded is not None:
            check_resume(self.phases, runner.epoch, self._loaded['phases'], runner._load_from)
            self._load_targets(self._loaded['targets'])
            self._loaded = None

    def before_train_epoch(self, runner: Runner) -> None:
        """Begin a phase, or make its targets again, if it is time."""
        phase = self.phases.at(runner.epoch)
        runner.message_hub.update_info('phase', phase.name)
        if not self._has_head:
            return
        sampler = runner.train_dataloader.batch_sampler
        if hasattr(sampler, 'draw_unlabeled'):
            sampler.draw_unlabeled = phase.unlabeled
        begins = runner.epoch == phase.start
        if begins:
            print_log(f'phase {phase.name} begins at epoch {runner.epoch + 1}', logger='current',
                      level=logging.INFO)
        self._make_targets(runner)
        model = unwrap_model(runner.model)
        if begins and phase.new_views:
            self._start_new_views(runner, model, phase)
        if begins and phase.graph:
            model.head.begin_graph_stage()
            print_log('the classifiers come from the GCN', logger='current', level=logging.INFO)

    def before_train_iter(self,
                          runner: Runner,
                          batch_idx: int,
                          data_batch: Optional[DATA_BATCH] = None) -> None:
        """Set the weights of losses that grow, and give the unlabelled images their targets."""
        if not self._has_head:
            return
        head = unwrap_model(runner.model).head
        epoch = runner.iter / len(runner.train_dataloader)
        for phase in self.phases:
            for loss, length in phase.ramp.items():
                progress = (epoch - phase.start) / length
                head.schedule_loss(loss, ramp_factor(progress) if progress >= 0 else 0.)
        if self._present is not None:
            self._present.attach(self._unlabeled, data_batch)
        if self.phases.at(runner.epoch).name != self._checked and any(
                known_mask(sample.gt_score).any() for sample in data_batch['data_samples']):
            self._check = GradientCheck(unwrap_model(runner.model))

    def after_train_iter(self,
                         runner: Runner,
                         batch_idx: int,
                         data_batch: Optional[DATA_BATCH] = None,
                         outputs: Optional[dict] = None) -> None:
        """See that the first step of each phase with a labelled image changes something."""
        if self._check is None:
            return
        phase = self.phases.at(runner.epoch)
        if not self._check.close():
            raise RuntimeError(
                f'no parameter got a gradient in the first step of {phase.key}: the model cannot '
                'learn. Are the classifiers or the adjacency matrix of the label graph zero, or '
                'all parts of the model frozen?')
        self._check, self._checked = None, phase.name

    def before_save_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Put the name of the phase, the lengths of all, and the targets into the checkpoint."""
        targets = None
        if self._present is not None:
            name = next(key for key, maker in self.targets.items() if maker is self._present)
            targets = dict(self._present.state_dict(), phase=name)
        checkpoint[CHECKPOINT_KEY] = dict(
            name=self.phases.at(runner.epoch).name, phases=self.phases.lengths(), targets=targets)

    def after_load_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Keep what a run that goes on needs; a test or a new run has no use for it."""
        if not is_resumed(runner):
            return
        if CHECKPOINT_KEY not in checkpoint:
            raise ValueError(f'checkpoint {runner._load_from} does not say in which phase it was '
                             'saved, so that it cannot be resumed; start from its weights with '
                             'load_from, without --resume')
        self._loaded = checkpoint[CHECKPOINT_KEY]

    def _prepare_graph(self, runner: Runner, model: BaseModel) -> None:
        """Give the head its adjacency matrix where it was given none."""
        if not model.head.needs_adjacency or model.head.in_graph_stage:
            return
        try:
            labels = label_matrix(runner.train_dataloader.dataset)
        except TypeError as error:
            raise TypeError(f'{error}: set model.head.adjacency to a matrix or its '
                            'file') from error
        model.head.set_adjacency(adjacency_from_labels(torch.from_numpy(labels)))

    def _load_targets(self, state: Optional[dict]) -> None:
        if state is None:
            return
        maker = self.targets.get(state['phase'])
        if maker is None:
            raise ValueError(f"the checkpoint has targets of phase {state['phase']}, the config "
                             f"has targets in {list(self.targets)}: resume with the config of the "
                             'run')
        maker.load_state_dict(state, len(self._unlabeled.dataset))
        self._present = maker

    def _make_targets(self, runner: Runner) -> None:
        """Ask the views, if targets are due."""
        owner = next((phase for phase in reversed(self.phases)
                      if phase.targets is not None and phase.start <= runner.epoch), None)
        if owner is None or not self.targets[owner.name].is_due(runner.epoch, owner.start):
            return
        maker, before = self.targets[owner.name], self._present
        if before is not None and maker is not before and type(maker) is type(before):
            # A phase with targets of the same kind goes on from those that are there.
            maker.load_state_dict(before.state_dict(), len(self._unlabeled.dataset))
        model = unwrap_model(runner.model)
        views = dataset_outputs(runner, self._unlabeled.dataset, lambda batch: model(**batch))
        labels = label_matrix(runner.train_dataloader.dataset.labeled)
        print_log(maker.update(np.stack(views), labels), logger='current', level=logging.INFO)
        self._present = maker

    def _start_new_views(self, runner: Runner, model: BaseModel, phase: Phase) -> None:
        """New weights, and an optimizer without averages of the old ones."""
        number = sum(earlier.new_views for earlier in self.phases if earlier.start < phase.start)
        restart_views(model, runner.cfg.model, runner.seed, number)
        for tensor in model.state_dict().values():
            broadcast(tensor)  # processes may have seeds of their own
        runner.optim_wrapper.optimizer.state.clear()
        print_log('new views learn from what the ones before them said', logger='current',
                  level=logging.INFO)
