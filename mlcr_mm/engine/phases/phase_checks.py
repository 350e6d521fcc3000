"""Whether the phases fit each other, the model and the images, said before the first epoch."""
from typing import Mapping, Optional

from mmengine.hooks import EMAHook
from mmengine.model import BaseModel
from mmengine.optim import OptimWrapper
from mmengine.runner import Runner

from mlcr_mm.datasets import MixedBatchSampler
from mlcr_mm.datasets.parts import label_matrix
from mlcr_mm.models import GCNHead

from ..targets import UnlabeledTargets, unlabeled_part
from .phase import KEY, Phase
from .phase_list import PhaseList


def check_phases(phases: PhaseList, targets: Mapping[str, UnlabeledTargets], model: BaseModel,
                 runner: Runner) -> None:
    """Refuse phases that could not do what they say.

    Args:
        phases (PhaseList): Of the run.
        targets (Mapping[str, UnlabeledTargets]): By name of the phase that has them.
        model (BaseModel): Without wrappers.
        runner (Runner): With its training loop and hooks.

    Raises:
        TypeError: If model or datasets are of the wrong kind.
        ValueError: If the phases contradict each other. Both say what to write.
    """
    graph: Optional[Phase] = None  # the phase that starts it
    for phase in phases:
        _check_images(phase, runner)
        if phase.new_views:
            _check_new_views(phase, graph, runner)
        if phase.targets is not None:
            if not phase.start:
                raise ValueError(f'{phase.key} is the first phase: the views have learned nothing '
                                 'yet that targets could be made of; put a phase before it')
            targets[phase.name].check(model)
        if phase.graph:
            _check_graph(phase, graph, model, runner)
            graph = phase
    _check_ramps(phases, model)
    if getattr(model.head, 'loss_self_training', None) is not None and not any(
            maker.FIELD == 'previous_logits' for maker in targets.values()):
        raise ValueError('model.head.loss_self_training is configured, but no phase makes targets '
                         f"for it: write {KEY}.<phase>.targets=dict(type='MeanOfViews'), or "
                         'model.head.loss_self_training=None')


def _check_images(phase: Phase, runner: Runner) -> None:
    """What a phase does with unlabelled images needs that it draws some."""
    needs = [word for word in ('targets', 'new_views', 'ramp') if getattr(phase, word)]
    has_unlabeled = unlabeled_part(runner.train_dataloader.dataset) is not None
    if needs and not phase.unlabeled:
        raise ValueError(f'{phase.key} has {needs} and draws no unlabelled images: remove '
                         f'unlabeled=False from it, or {needs[0]}')
    if phase.targets is not None and not has_unlabeled:
        raise TypeError(f'{phase.key}.targets needs unlabelled images: write train_dataloader.'
                        "dataset=dict(type='SemiSupervisedDataset', labeled=..., unlabeled=...)")
    if phase.targets is not None:
        label_matrix(runner.train_dataloader.dataset.labeled)  # now, not when the phase begins
    sampler = runner.train_dataloader.batch_sampler
    if has_unlabeled and not phase.unlabeled and not isinstance(sampler, MixedBatchSampler):
        raise TypeError(f'{phase.key}.unlabeled=False needs train_dataloader.batch_sampler='
                        f"dict(type='MixedBatchSampler'), got {type(sampler).__name__}")


def _check_graph(phase: Phase, graph: Optional[Phase], model: BaseModel, runner: Runner) -> None:
    """The graph starts once, in a head that has one, and in its average as well."""
    if graph is not None:
        raise ValueError(f'{graph.key} and {phase.key} both start the graph; it goes on once it '
                         'has started: remove graph from the second')
    if not isinstance(model.head, GCNHead):
        raise TypeError(f"{phase.key}.graph needs model.head=dict(type='GCNHead'), got "
                        f'{type(model.head).__name__}; write graph=False to train without the GCN')
    for hook in runner.hooks:
        # An average of buffers is one of floating numbers: that the graph has started is none.
        if (isinstance(hook, EMAHook) and hook.begin_epoch < phase.start
                and getattr(getattr(hook, 'ema_model', None), 'update_buffers', False)):
            raise ValueError(f'{phase.key} starts the graph, and in an average of weights with '
                             'update_buffers it would never start: set the begin_epoch of EMAHook '
                             f'to {phase.start} or later')


def _check_ramps(phases: PhaseList, model: BaseModel) -> None:
    """A loss that grows is one that the head has."""
    for phase in phases:
        for loss in phase.ramp:
            if not hasattr(getattr(model.head, loss, None), 'loss_weight'):
                raise ValueError(f'{phase.key}.ramp: the head {type(model.head).__name__} has no '
                                 f'{loss} with a loss_weight; configure model.head.{loss}, or '
                                 'remove the ramp')


def _check_new_views(phase: Phase, graph: Optional[Phase], runner: Runner) -> None:
    """New views have something to learn from, and nothing that knows the old ones."""
    if phase.targets is None:
        raise ValueError(f'{phase.key} has new views, which know nothing of what the ones before '
                         f"them have learned: write {phase.key}.targets=dict(type='MeanOfViews')")
    if graph is not None:
        raise ValueError(f'{phase.key} has new views, but from {graph.key} on the GCN makes the '
                         'classifiers: put new views before the graph')
    if not isinstance(runner.optim_wrapper, OptimWrapper):
        # They are set in place; an optimizer with copies of its own would write the old ones back.
        raise ValueError(f'{phase.key} has new views, which {type(runner.optim_wrapper).__name__} '
                         f'would overwrite with its copies of the old weights: write {phase.key}.'
                         'new_views=False, or train without DeepSpeed')
    for hook in runner.hooks:
        if isinstance(hook, EMAHook):
            check_average_of_views(hook.begin_epoch, phase)


def check_average_of_views(begin_epoch: int, phase: Phase) -> None:
    """Refuse an average of weights that would be of old and of new views.

    Args:
        begin_epoch (int): Of an ``EMAHook``.
        phase (Phase): Any.

    Raises:
        ValueError: If the phase has new views and begins later.
    """
    if phase.new_views and begin_epoch < phase.start:
        raise ValueError('EMAHook would average the weights of the old and the new views: set its '
                         f'begin_epoch to {phase.start} or later')
