from types import SimpleNamespace

import pytest
from mmengine.dataset import ConcatDataset, DefaultSampler
from mmengine.hooks import EMAHook
from mmengine.registry import HOOKS
from training_doubles import LabeledPart, Part, make_runner, model_config, semi_supervised

from mlcr_mm.datasets import MixedBatchSampler, SemiSupervisedDataset
from mlcr_mm.engine.phases import PhaseList
from mlcr_mm.engine.phases.phase_checks import check_phases
from mlcr_mm.engine.phases.phase_targets import PhaseTargets
from mlcr_mm.models import DualViewHead

MEAN = dict(type='MeanOfViews')
SELF_TRAINING = dict(loss_self_training=dict(type='CoRegularizationLoss'))
GROWS = dict(loss_co_regularization=dict(type='CoRegularizationLoss'))
LABELED = dict(epochs=2)


def check(phases, head='DualViewHead', dataset=None, hooks=(), sampler=None, **losses):
    phases = PhaseList(list(phases), phases)
    runner = make_runner(model_config(head, **losses), dataset, hooks=hooks, sampler=sampler)
    check_phases(phases, PhaseTargets(phases).makers, runner.model, runner)


def mixed(dataset):
    return MixedBatchSampler(DefaultSampler(dataset, seed=0), 4)


def test_the_methods_pass():
    dataset = semi_supervised()
    new_views = dict(epochs=3, new_views=True, targets=MEAN, ramp=dict(loss_co_regularization=2))
    check(dict(labeled=dict(epochs=2, unlabeled=False), self_training=new_views,
               graph=dict(epochs=1, graph=True)), 'GCNHead', dataset, [EMAHook(begin_epoch=2)],
          mixed(dataset), **SELF_TRAINING, **GROWS)
    check(dict(labeled=LABELED, exchange=dict(epochs=3, targets=dict(type='ExchangedLabels'))),
          'CoTrainingHead')
    check(dict(views=dict(epochs=2, ramp=dict(loss_co_regularization=2))), **GROWS)


def test_labelled_images_alone_pass():
    for dataset in (SemiSupervisedDataset(LabeledPart()), LabeledPart()):
        check(dict(labeled=dict(epochs=2, unlabeled=False), graph=dict(epochs=1, graph=True)),
              'GCNHead', dataset, sampler=SimpleNamespace())


@pytest.mark.parametrize('wrong', [dict(targets=MEAN), dict(new_views=True, targets=MEAN),
                                   dict(ramp=dict(loss_co_regularization=1))])
def test_what_needs_unlabelled_images_draws_them(wrong):
    with pytest.raises(ValueError, match=rf"train_cfg.b has \['{list(wrong)[-1]}'.* draws no "
                       'unlabelled images: remove unlabeled=False from it, or'):
        check(dict(a=LABELED, b=dict(epochs=2, unlabeled=False, **wrong)), **SELF_TRAINING,
              **GROWS)


@pytest.mark.parametrize('dataset', [SemiSupervisedDataset(LabeledPart()), LabeledPart(),
                                     ConcatDataset([LabeledPart(), Part(3)])])
def test_targets_need_an_unlabelled_part(dataset):
    with pytest.raises(TypeError, match="train_cfg.b.targets needs unlabelled images: write "
                       r"train_dataloader.dataset=dict\(type='SemiSupervisedDataset'"):
        check(dict(a=LABELED, b=dict(epochs=2, targets=MEAN)), dataset=dataset, **SELF_TRAINING)


def test_targets_need_the_labels_before_the_first_epoch():
    with pytest.raises(TypeError, match=r'Part has no get_gt_scores\(\)'):
        check(dict(a=LABELED, b=dict(epochs=2, targets=MEAN)), **SELF_TRAINING,
              dataset=SemiSupervisedDataset(Part(2), Part(3)))


def test_unlabelled_images_are_left_out_by_the_sampler():
    dataset = semi_supervised()
    phases = dict(a=dict(epochs=2, unlabeled=False))
    with pytest.raises(TypeError, match='train_cfg.a.unlabeled=False needs train_dataloader.batch_'
                       "sampler=dict.type='MixedBatchSampler'., got SimpleNamespace"):
        check(phases, dataset=dataset)
    check(phases, dataset=dataset, sampler=mixed(dataset))


def test_new_views_need_targets_and_no_graph_before():
    with pytest.raises(ValueError, match='train_cfg.b has new views, which know nothing .* write '
                       r"train_cfg.b.targets=dict\(type='MeanOfViews'\)"):
        check(dict(a=LABELED, b=dict(epochs=2, new_views=True)))
    with pytest.raises(ValueError, match='from train_cfg.a on the GCN .*: put new views before'):
        check(dict(a=dict(epochs=2, graph=True), b=dict(epochs=2, new_views=True, targets=MEAN)),
              'GCNHead', **SELF_TRAINING)


def test_an_optimizer_with_copies_of_the_weights_has_no_new_views():
    phases = PhaseList(['a', 'b'], dict(a=LABELED, b=dict(epochs=2, new_views=True, targets=MEAN)))
    runner = make_runner(model_config(**SELF_TRAINING))
    runner.optim_wrapper = SimpleNamespace(optimizer=runner.optim_wrapper.optimizer)
    with pytest.raises(ValueError, match='train_cfg.b has new views, which SimpleNamespace would '
                                         'overwrite .*: write train_cfg.b.new_views=False'):
        check_phases(phases, PhaseTargets(phases).makers, runner.model, runner)


def test_averages_do_not_mix_old_and_new_views():
    phases = dict(a=LABELED, b=dict(epochs=2, new_views=True, targets=MEAN))
    for hook in (EMAHook(), HOOKS.build(dict(type='EMAHook', begin_epoch=1))):
        with pytest.raises(ValueError, match='EMAHook .*: set its begin_epoch to 2 or later'):
            check(phases, hooks=[hook], **SELF_TRAINING)


@pytest.mark.parametrize('update_buffers, begin_epoch, refused', [
    (True, 0, True), (True, 1, True), (True, 2, False), (False, 0, False)])
def test_an_average_of_buffers_begins_with_the_graph(update_buffers, begin_epoch, refused):
    hook = EMAHook(begin_epoch=begin_epoch)
    hook.ema_model = SimpleNamespace(update_buffers=update_buffers)
    phases = dict(a=dict(epochs=2), b=dict(epochs=1, graph=True))
    if refused:
        with pytest.raises(ValueError, match='train_cfg.b .* begin_epoch of EMAHook to 2 or later'):
            check(phases, 'GCNHead', hooks=[hook])
    else:
        check(phases, 'GCNHead', hooks=[hook])


def test_targets_come_after_something_that_learns():
    with pytest.raises(ValueError, match='train_cfg.a is the first phase: .*put a phase before it'):
        check(dict(a=dict(epochs=2, targets=MEAN)), **SELF_TRAINING)


def test_the_model_can_learn_from_the_targets():
    phases = dict(a=LABELED, b=dict(epochs=2, targets=MEAN))
    with pytest.raises(TypeError, match=r'head=dict\(loss_self_training=dict\(type='):
        check(phases)
    phases['b']['targets'] = dict(type='ExchangedLabels')
    with pytest.raises(TypeError, match=r"model.head=dict\(type='CoTrainingHead'\), got DualView"):
        check(phases)


def test_the_graph_starts_once_in_a_head_that_has_one():
    graph = dict(epochs=1, graph=True)
    with pytest.raises(TypeError, match=r"train_cfg.a.graph needs model.head=dict\(type='GCNHead'\)"
                       ', got DualViewHead; write graph=False'):
        check(dict(a=graph))
    with pytest.raises(ValueError, match='train_cfg.a and train_cfg.b both start the graph; .*: '
                       'remove graph from the second'):
        check(dict(a=graph, b=graph), 'GCNHead')


def test_a_ramp_is_that_of_a_loss_of_the_head():
    grows = dict(epochs=1, ramp=dict(loss_co_regularization=1))
    with pytest.raises(ValueError, match='train_cfg.a.ramp: the head DualViewHead has no loss_co_'
                       'regularization with a loss_weight; configure model.head.loss_co_regul'):
        check(dict(a=grows))
    check(dict(a=grows, b=grows), **GROWS)


def test_a_self_training_loss_gets_targets():
    for phases, head in ((dict(a=LABELED), 'DualViewHead'), (
            dict(a=LABELED, b=dict(epochs=1, targets=dict(type='ExchangedLabels'))),
            'CoTrainingHead')):
        with pytest.raises(ValueError, match='loss_self_training is configured, but no phase makes '
                           'targets for it: write train_cfg.<phase>.targets=dict'):
            check(phases, head, **SELF_TRAINING)
    assert DualViewHead(2, 3).loss_self_training is None  # what the message advises
