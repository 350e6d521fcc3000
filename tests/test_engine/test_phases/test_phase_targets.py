from types import SimpleNamespace

import numpy as np
import pytest
import torch
from training_doubles import LABELS, NUM_CLASSES, NUM_UNLABELED, batch_of, make_runner

from mlcr_mm.engine.phases import PhaseList, phase_targets
from mlcr_mm.engine.phases.phase_targets import PhaseTargets
from mlcr_mm.engine.targets import UnlabeledPart, UnlabeledTargets, unlabeled_part
from mlcr_mm.registry import OPTIM_WRAPPERS, TASK_UTILS


class Recorder(UnlabeledTargets):
    """Targets that say how often they were made."""

    FIELD, STATE = 'number', ('times', )

    def __init__(self, every=None):
        super().__init__(every)
        self.times = 0

    def check(self, model):
        pass

    def update(self, logits, labels):
        assert logits.shape == (2, NUM_UNLABELED, NUM_CLASSES)
        np.testing.assert_array_equal(labels, LABELS)
        self.times += 1
        self.values = torch.full((NUM_UNLABELED, 1), float(self.times))
        return 'made'


class Other(Recorder):
    """Targets of another kind."""


@pytest.fixture(autouse=True)
def doubles(monkeypatch):
    monkeypatch.setitem(TASK_UTILS._module_dict, 'Recorder', Recorder)
    monkeypatch.setitem(TASK_UTILS._module_dict, 'Other', Other)
    monkeypatch.setattr(
        phase_targets, 'dataset_outputs',
        lambda runner, dataset, function: list(np.zeros((2, len(dataset), NUM_CLASSES))))


def make_targets(**targets):
    """Phases of three epochs, each with targets or None."""
    return PhaseTargets(PhaseList(list(targets), {
        name: dict(epochs=3, targets=value) for name, value in targets.items()}))


@pytest.fixture
def runner():
    return make_runner()


def run(targets, runner, epochs):
    """How often each maker has made its targets, after each epoch's start."""
    part, times = unlabeled_part(runner.train_dataloader.dataset), []
    for runner.epoch in epochs:
        targets.make(runner, part)
        times.append([maker.times for maker in targets.makers.values()])
    return times


def test_targets_are_made_when_their_phase_begins_and_stay(runner):
    targets = make_targets(a=None, b=dict(type='Recorder'), c=None)
    assert targets.present is None
    assert run(targets, runner, range(9)) == [[0]] * 3 + [[1]] * 6
    assert targets.present is targets.makers['b']


def test_targets_are_made_again_and_in_the_phases_after(runner):
    targets = make_targets(a=None, b=dict(type='Recorder', every=2), c=None)
    assert run(targets, runner, range(9)) == [[0]] * 3 + [[1], [1], [2], [2], [3], [3]]


def test_a_phase_goes_on_from_targets_of_the_same_kind_only(runner):
    targets = make_targets(a=None, b=dict(type='Recorder'), c=dict(type='Recorder'),
                           d=dict(type='Other'))
    times = run(targets, runner, range(12))
    assert times[5] == [1, 0, 0] and times[8] == [1, 2, 0] and times[11] == [1, 2, 1]


def test_images_carry_the_present_targets(runner):
    part = unlabeled_part(runner.train_dataloader.dataset)
    targets = make_targets(a=None, b=dict(type='Recorder'))
    before, after = batch_of(0, 4), batch_of(0, 4)
    targets.attach(part, before)
    run(targets, runner, range(4))
    targets.attach(part, after)
    assert [['number' in sample for sample in batch['data_samples']]
            for batch in (before, after)] == [[False, False], [False, True]]


def test_a_resumed_run_has_the_targets_of_the_checkpoint(runner):
    part = unlabeled_part(runner.train_dataloader.dataset)
    settings = dict(a=None, b=dict(type='Recorder', every=2), c=None)
    whole = make_targets(**settings)
    assert whole.state_dict() is None
    run(whole, runner, range(6))
    resumed = make_targets(**settings)
    resumed.load_state_dict(whole.state_dict(), part)
    assert resumed.present is resumed.makers['b']
    assert run(resumed, runner, range(6, 9)) == run(whole, runner, range(6, 9)) == [[2], [3], [3]]
    fresh = make_targets(**settings)
    fresh.load_state_dict(None, part)
    assert fresh.present is None


def test_targets_made_with_other_settings_are_refused(runner):
    part, made = unlabeled_part(runner.train_dataloader.dataset), make_targets(
        a=None, b=dict(type='Recorder', every=2))
    run(made, runner, [3])
    other = make_targets(a=None, b=dict(type='Recorder', every=3))
    with pytest.raises(ValueError, match='phase b that were made with every=2, type=Recorder, the '
                       'config has every=3, type=Recorder: resume with the config of'):
        other.load_state_dict(made.state_dict(), part)
    state = made.state_dict()
    del state['settings']  # as earlier versions wrote it
    other.load_state_dict(state, part)
    assert other.present.times == 1


@pytest.mark.parametrize('num_views', [1, 2])
def test_the_network_that_predicts_is_asked(runner, monkeypatch, num_views):
    """Of a student and a teacher it is the teacher; one network gives one view."""
    logits = torch.randn(num_views, NUM_UNLABELED, NUM_CLASSES)
    teacher, seen = (lambda inputs: logits[0] if num_views == 1 else logits), []
    runner.model.predictor = teacher
    monkeypatch.setattr(
        phase_targets, 'dataset_outputs',
        lambda runner, dataset, function: [view.numpy() for view in function(dict(inputs=None))])
    targets = make_targets(a=None, b=dict(type='Recorder'))
    monkeypatch.setattr(targets.makers['b'], 'update', lambda *given: seen.append(given[0]) or '')
    run(targets, runner, [3])
    np.testing.assert_array_equal(seen[0], logits)


@pytest.mark.parametrize('wrapper, dtype', [
    (dict(type='OptimWrapper'), torch.float32),
    (dict(type='CPUAutocastOptimWrapper', allow_emulation=True), torch.bfloat16)])
def test_views_are_asked_in_the_precision_of_training(runner, monkeypatch, wrapper, dtype):
    runner.optim_wrapper = OPTIM_WRAPPERS.build(
        dict(wrapper, optimizer=runner.optim_wrapper.optimizer))
    answers = []
    monkeypatch.setattr(
        phase_targets, 'dataset_outputs',
        lambda runner, dataset, function: answers.append(
            function(dict(inputs=torch.randn(NUM_UNLABELED, 3, 32, 32), mode='tensor')))
        or [answer.detach().float().numpy() for answer in answers[-1]])
    run(make_targets(a=None, b=dict(type='Recorder')), runner, [3])
    assert [answer.dtype for answer in answers[0]] == [dtype] * 2
    assert not torch.is_autocast_enabled('cpu')


def test_a_wrapper_that_casts_by_itself_has_no_context(runner, monkeypatch):
    """DeepSpeed's, which needs a package that is not here."""
    runner.optim_wrapper = SimpleNamespace(optimizer=runner.optim_wrapper.optimizer)
    runner.model.predictor = lambda inputs: torch.ones(NUM_UNLABELED, NUM_CLASSES)
    monkeypatch.setattr(
        phase_targets, 'dataset_outputs',
        lambda runner, dataset, function: [view.numpy() for view in function(dict(inputs=None))] * 2
    )
    assert run(make_targets(a=None, b=dict(type='Recorder')), runner, [3]) == [[1]]


def test_targets_of_other_runs_are_refused(runner):
    part = unlabeled_part(runner.train_dataloader.dataset)
    targets = make_targets(a=None, b=dict(type='Recorder'))
    run(targets, runner, range(4))
    state = targets.state_dict()
    with pytest.raises(ValueError, match=r"targets of phase b, the config has targets in \['c'\]"):
        make_targets(a=None, c=dict(type='Recorder')).load_state_dict(state, part)
    with pytest.raises(ValueError, match='targets of Recorder, the config has Other'):
        make_targets(a=None, b=dict(type='Other')).load_state_dict(state, part)
    with pytest.raises(ValueError, match='targets of 6 unlabelled images, the training set has 5'):
        targets.load_state_dict(state, UnlabeledPart(range(5), 3))


def test_targets_of_other_images_are_refused(runner, monkeypatch):
    part = unlabeled_part(runner.train_dataloader.dataset)
    names = [f'{number}.png' for number in range(NUM_UNLABELED)]
    monkeypatch.setattr(part.dataset, 'image_names', lambda: iter(names), raising=False)
    targets = make_targets(a=None, b=dict(type='Recorder'))
    run(targets, runner, [3])
    state = targets.state_dict()
    make_targets(a=None, b=dict(type='Recorder')).load_state_dict(state, part)
    make_targets(a=None, b=dict(type='Recorder')).load_state_dict(
        {key: value for key, value in state.items() if key != 'images'}, part)  # of earlier ones
    names.insert(0, names.pop())
    resumed = make_targets(a=None, b=dict(type='Recorder'))
    with pytest.raises(ValueError, match='phase b for other unlabelled images than the 6 of'):
        resumed.load_state_dict(state, part)
    assert resumed.present is None
