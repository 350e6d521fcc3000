import pytest
import torch
from phase_runs import gcn_runner, started
from training_doubles import batch_of, weights

from mlcr_mm.engine.phases.ramp import ramp_factor

pytestmark = pytest.mark.usefixtures('predictions')


def test_each_phase_does_what_it_says():
    runner = gcn_runner()
    hook = started(runner, ())
    sampler, head, seen = runner.train_dataloader.batch_sampler, runner.model.head, []
    for runner.epoch in range(6):
        before = weights(runner)
        hook.before_train_epoch(runner)
        seen.append((runner.message_hub.get_info('phase'), sampler.draw_unlabeled,
                     not torch.equal(weights(runner), before), head.graph_started))
    assert seen == [('labeled', False, False, False)] * 2 + [
        ('self_training', True, True, False), *[('self_training', True, False, False)] * 2,
        ('graph', True, False, True)]


def test_loss_weight_grows_in_its_phase():
    runner = gcn_runner()
    hook, loss = started(runner, [0]), runner.model.head.loss_co_regularization
    for runner.iter, factor in ((0, 0), (19, 0), (20, ramp_factor(0)), (30, ramp_factor(.5)),
                                (40, 1), (59, 1), (25, ramp_factor(.25))):  # as after a resume
        runner.epoch = runner.iter // 10
        hook.before_train_iter(runner, 0, batch_of(7))
        assert loss.loss_weight == pytest.approx(100 * factor)
        assert runner.model.head.is_on('loss_co_regularization') is (factor > 0)


def test_the_optimizer_forgets_the_old_views():
    runner = gcn_runner()
    for parameter in runner.model.parameters():
        parameter.grad = torch.ones_like(parameter)
    runner.optim_wrapper.optimizer.step()
    hook = started(runner, range(2))
    assert runner.optim_wrapper.optimizer.state
    runner.epoch = 2
    hook.before_train_epoch(runner)
    assert not runner.optim_wrapper.optimizer.state


def test_unlabelled_images_get_targets_once_there_are_some(predictions):
    runner = gcn_runner()
    hook, before, after = started(runner, range(2)), batch_of(1, 5), batch_of(1, 5)
    hook.before_train_iter(runner, 0, before)
    runner.epoch, runner.iter = 2, 20
    hook.before_train_epoch(runner)
    hook.before_train_iter(runner, 0, after)
    assert not any('previous_logits' in sample for sample in before['data_samples'])
    labeled, unlabeled = after['data_samples']
    assert 'previous_logits' not in labeled
    assert torch.equal(unlabeled.previous_logits, hook.targets.present.values[1])


def test_repeated_new_views_are_others_each_time():
    again = dict(epochs=1, new_views=True, targets=dict(type='MeanOfViews'))
    runner = gcn_runner()
    hook = started(runner, (), dict(labeled=dict(epochs=1), a=again, b=again, c=dict(epochs=1)))
    seen = []
    for runner.epoch in range(4):
        hook.before_train_epoch(runner)
        seen.append(weights(runner))
    assert not torch.equal(seen[0], seen[1]) and not torch.equal(seen[1], seen[2])
    assert torch.equal(seen[2], seen[3])
    assert hook.targets.present.num_views == 4


def test_a_model_without_a_head_is_left_alone():
    runner = gcn_runner()
    runner.model = torch.nn.Linear(1, 1)
    hook = started(runner, range(6))
    hook.before_train_iter(runner, 0, dict(inputs=0))
    hook.after_train_iter(runner, 0)
    assert runner.message_hub.get_info('phase') == 'graph'
