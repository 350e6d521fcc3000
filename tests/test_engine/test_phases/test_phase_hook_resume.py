"""PhaseHook: what a checkpoint keeps, and who goes on from it."""
import pytest
import torch
from phase_runs import PHASES, gcn_runner, make_hook, started
from training_doubles import NUM_UNLABELED, weights

pytestmark = pytest.mark.usefixtures('predictions')


def checkpoint_after(epoch):
    """What is saved at the end of an epoch, counted from 0."""
    runner = gcn_runner()
    iterations = (epoch + 1) * len(runner.train_dataloader)
    checkpoint = dict(meta=dict(epoch=epoch + 1, iter=iterations), optimizer={})
    started(runner, range(epoch + 1)).before_save_checkpoint(runner, checkpoint)
    return checkpoint


def resumed(runner, checkpoint, phases=None):
    """A hook that goes on with the epoch of the runner."""
    hook = make_hook(phases)
    hook.after_load_checkpoint(runner, checkpoint)
    hook.before_train(runner)
    return hook


def test_a_checkpoint_names_the_phase_that_it_was_saved_in():
    lengths = [['labeled', 2], ['self_training', 3], ['graph', 1]]
    for epoch, name in ((1, 'labeled'), (2, 'self_training'), (4, 'self_training'), (5, 'graph')):
        saved = checkpoint_after(epoch)['phase']
        assert (saved['name'], saved['phases']) == (name, lengths)
        assert (saved['targets'] is None) is (epoch == 1)


def test_a_resumed_run_keeps_its_views_and_targets():
    checkpoint, runner = checkpoint_after(2), gcn_runner(epoch=3, resume=True)
    first = weights(runner)
    hook = resumed(runner, checkpoint)
    hook.before_train_epoch(runner)
    assert torch.equal(weights(runner), first)
    values = checkpoint['phase']['targets']['values']
    assert torch.equal(hook.targets.present.values, values)
    assert hook.targets.present.num_views == 2
    again = {}
    hook.before_save_checkpoint(runner, again)
    assert torch.equal(again['phase']['targets']['values'], values)


def test_shifts_of_a_checkpoint_are_forgotten_without_a_hook_that_calibrates():
    checkpoint, runner = checkpoint_after(2), gcn_runner(epoch=3, resume=True)
    runner.model.head.logit_shift.fill_(1.)
    resumed(runner, checkpoint).before_train_epoch(runner)
    assert not runner.model.head.logit_shift.any()


def test_a_run_that_stopped_just_before_new_views_starts_them():
    runner = gcn_runner(epoch=2, resume=True)
    first = weights(runner)
    hook = resumed(runner, checkpoint_after(1))
    hook.before_train_epoch(runner)
    assert not torch.equal(weights(runner), first)
    assert hook.targets.present.num_views == 2


def test_new_runs_and_tests_take_nothing_over():
    checkpoint = checkpoint_after(2)
    runner = gcn_runner()
    hook = resumed(runner, checkpoint)
    assert hook.targets.present is None
    runner._train_loop = None  # as in a test
    make_hook().after_load_checkpoint(runner, {})


def test_checkpoints_without_a_phase_are_not_resumed():
    with pytest.raises(ValueError, match='a.pth does not say in which phase .*load_from, without'):
        make_hook().after_load_checkpoint(gcn_runner(resume=True), {})


def test_checkpoints_of_other_runs_are_not_resumed():
    checkpoint = checkpoint_after(2)
    shorter = dict(PHASES, labeled=dict(epochs=1))
    with pytest.raises(ValueError, match='a.pth has 3 epochs of the phases .*cannot be changed'):
        resumed(gcn_runner(epoch=3, resume=True), checkpoint, shorter)
    with pytest.raises(ValueError, match=f'targets of {NUM_UNLABELED} unlabelled images, the .* 7'):
        resumed(gcn_runner(7, epoch=3, resume=True), checkpoint)
    longer = dict(PHASES, self_training=dict(PHASES['self_training'], epochs=9))
    resumed(gcn_runner(epoch=3, resume=True), checkpoint, longer)
