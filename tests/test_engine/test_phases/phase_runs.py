"""Runs of a hook through the phases of self-training, with a model and without images."""
from mmengine.dataset import DefaultSampler
from training_doubles import NUM_UNLABELED, make_runner, model_config, semi_supervised

from mlcr_mm.datasets import MixedBatchSampler
from mlcr_mm.engine import PhaseHook
from mlcr_mm.engine.phases import PhaseList

LOSSES = dict(
    loss_self_training=dict(type='CoRegularizationLoss'),
    loss_co_regularization=dict(type='CoRegularizationLoss', loss_weight=100.))
PHASES = dict(
    labeled=dict(epochs=2, unlabeled=False),
    self_training=dict(epochs=3, new_views=True, targets=dict(type='MeanOfViews'),
                       ramp=dict(loss_co_regularization=2)),
    graph=dict(epochs=1, graph=True))


def gcn_runner(num_unlabeled=NUM_UNLABELED, **kwargs):
    dataset = semi_supervised(num_unlabeled)
    return make_runner(model_config('GCNHead', **LOSSES), dataset,
                       sampler=MixedBatchSampler(DefaultSampler(dataset, seed=0), 4), **kwargs)


def make_hook(phases=None):
    phases = phases or PHASES
    return PhaseHook(PhaseList(list(phases), phases))


def started(runner, epochs, phases=None):
    hook = make_hook(phases)
    hook.before_train(runner)
    for runner.epoch in epochs:
        runner.iter = 10 * runner.epoch
        hook.before_train_epoch(runner)
    return hook
