"""Does in each phase what the phase says."""
import logging
from typing import Optional

import torch
from mmengine.hooks import Hook
from mmengine.hooks.hook import DATA_BATCH
from mmengine.logging import print_log
from mmengine.model import BaseModel
from mmengine.runner import Runner

from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.models.graph import adjacency_from_labels

from ..calibration.model_shifts import forget_shifts
from ..checkpoints.resume import checkpoint_name, is_resumed
from ..new_views import start_new_views
from ..targets import unlabeled_part
from ..unwrap import unwrap_model
from .aligned_losses import load_training_states, tell_label_shares, training_states
from .epoch_length import batch_of_run, keep_epoch
from .gradient_check import GradientCheck
from .phase_checks import check_phases
from .phase_list import PhaseList, check_begun, check_resume
from .phase_targets import PhaseTargets
from .phase_text import describe_phases
from .ramp import ramp_factors

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
        self.targets = PhaseTargets(phases)
        self._loaded: Optional[dict] = None  # of a checkpoint
        self._gradients = GradientCheck()

    def before_train(self, runner: Runner) -> None:
        """Check the phases, say what will happen, and go on where a checkpoint stopped."""
        model = unwrap_model(runner.model)
        print_log(describe_phases(self.phases, runner), logger='current', level=logging.INFO)
        self._has_head = getattr(model, 'head', None) is not None
        if not self._has_head and hasattr(model, 'head'):
            raise ValueError(f'model.head is None, and a {type(model).__name__} without a head has '
                             'nothing to learn from: give the config a head')
        if not self._has_head:
            # As the toolbox's vis_scheduler trains it: only the learning rate can be followed.
            print_log(f'{type(model).__name__} has no head: the phases set the learning rate only',
                      logger='current', level=logging.WARNING)
            return
        renewed = [phase.key for phase in self.phases if phase.new_views]
        if runner._load_from and not runner._resume and renewed:
            print_log(f'{renewed[0]}.new_views: from there on, of the weights of load_from only '
                      f'the targets live on; {renewed[0]}.new_views=False keeps the networks',
                      logger='current', level=logging.WARNING)
        check_phases(self.phases, self.targets.makers, model, runner)
        self._unlabeled = unlabeled_part(runner.train_dataloader.dataset)
        tell_label_shares(model, runner.train_dataloader.dataset)
        if any(phase.graph for phase in self.phases):
            self._prepare_graph(runner, model)
        if self._loaded is not None:
            check_resume(self.phases, runner.epoch, self._loaded['phases'],
                         checkpoint_name(runner))
            check_begun(self.phases, runner.epoch, self._loaded['beginnings'],
                        checkpoint_name(runner))
            self.targets.load_state_dict(self._loaded['targets'], self._unlabeled)
            load_training_states(model, self._loaded.get('losses', {}))
            self._loaded = None

    def before_train_epoch(self, runner: Runner) -> None:
        """Begin a phase, or make its targets again, if it is time."""
        forget_shifts(runner)  # a checkpoint may have some, and no hook that calibrates anew
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
        self.targets.make(runner, self._unlabeled)
        model = unwrap_model(runner.model)
        if begins and phase.new_views:
            before = self.phases[:self.phases.index(phase)]
            start_new_views(runner, sum(earlier.new_views for earlier in before))
        if begins and phase.graph:
            model.head.start_graph()
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
        for loss, factor in ramp_factors(self.phases, epoch).items():
            head.schedule_loss(loss, factor)
        self.targets.attach(self._unlabeled, data_batch)
        self._gradients.start_step(unwrap_model(runner.model), self.phases.at(runner.epoch),
                                   data_batch)

    def after_train_iter(self,
                         runner: Runner,
                         batch_idx: int,
                         data_batch: Optional[DATA_BATCH] = None,
                         outputs: Optional[dict] = None) -> None:
        """See that the first step of each phase with a labelled image changes something."""
        self._gradients.end_step(self.phases.at(runner.epoch))

    def before_save_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Put the name of the phase, the lengths of all, and the targets into the checkpoint."""
        checkpoint[CHECKPOINT_KEY] = dict(
            name=self.phases.at(runner.epoch).name, phases=self.phases.lengths(),
            beginnings=self.phases.beginnings(),
            targets=self.targets.state_dict(),
            losses=training_states(unwrap_model(runner.model)) if self._has_head else {},
            batch=batch_of_run(runner))

    def after_load_checkpoint(self, runner: Runner, checkpoint: dict) -> None:
        """Keep what a run that goes on needs; a test or a new run has no use for it."""
        if not is_resumed(runner):
            return
        if CHECKPOINT_KEY not in checkpoint:
            raise ValueError(f'checkpoint {checkpoint_name(runner)} does not say in which phase it '
                             'was saved, so that it cannot be resumed; start from its weights with '
                             'load_from, without --resume')
        needed = ['optimizer'] + ['param_schedulers'] * bool(runner.param_schedulers)
        missing = [name for name in needed if name not in checkpoint]
        if missing:
            raise ValueError(f'checkpoint {checkpoint_name(runner)} has no {missing}, as those of '
                             'default_hooks.checkpoint.save_best: the learning rate would start '
                             'anew. Resume from an epoch_<k>.pth, or start from its weights with '
                             'load_from, without --resume')
        self._loaded = checkpoint[CHECKPOINT_KEY]
        keep_epoch(runner, checkpoint, self._loaded.get('batch'))

    def _prepare_graph(self, runner: Runner, model: BaseModel) -> None:
        """Give the head its adjacency matrix where it was given none."""
        if not model.head.needs_adjacency or model.head.graph_started:
            return
        try:
            labels = label_matrix(runner.train_dataloader.dataset)
        except TypeError as error:
            raise TypeError(f'{error}: set model.head.adjacency to a matrix or its '
                            'file') from error
        model.head.set_adjacency(adjacency_from_labels(torch.from_numpy(labels)))
