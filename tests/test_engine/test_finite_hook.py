from types import SimpleNamespace

import pytest
import torch
from mmengine.hooks import Hook, LoggerHook
from mmpretrain.structures import DataSample
from toy import write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.engine import FiniteHook
from mlcr_mm.not_finite import NotFiniteError
from mlcr_mm.registry import RUNNERS


def runner(phase='labeled', iteration=41, length=1):
    return SimpleNamespace(
        iter=iteration, epoch=3, hooks=[LoggerHook(interval=4)], train_dataloader=range(length),
        message_hub=SimpleNamespace(get_info=dict(phase=phase).get),
        optim_wrapper=SimpleNamespace(get_lr=lambda: {'lr': [0.5, 0.05]}))


def batch(number):
    return dict(data_samples=[DataSample(metainfo=dict(img_path=f'{i}.png'))
                              for i in range(number)])


@pytest.mark.parametrize('value', [float('nan'), float('inf'), -float('inf')])
def test_names_term_iteration_phase_images_and_rate(value):
    losses = dict(loss=torch.tensor(value), loss_multi_view=torch.tensor(value),
                  loss_recognition=torch.tensor(1.))
    with pytest.raises(NotFiniteError) as error:
        FiniteHook().after_train_iter(runner(), 0, batch(10), losses)
    text = str(error.value)
    assert text.startswith(f'loss_multi_view is {value} in iteration 42, epoch 4 of phase labeled')
    assert '0.png, 1.png' in text and '7.png and 2 more' in text and '8.png' not in text
    assert 'now 0.5' in text and 'loss_recognition' not in text


def test_a_loss_without_terms_and_images_without_names():
    with pytest.raises(NotFiniteError, match='loss is nan .* images without names'):
        FiniteHook().after_train_iter(runner(None), 0, None, dict(loss=torch.tensor(float('nan'))))


def test_finite_losses_and_weights_pass():
    FiniteHook().after_train_iter(runner(), 0, batch(2), dict(loss=torch.tensor(3e38), lr=1.))
    FiniteHook().after_train_iter(runner(), 0, batch(2), None)
    FiniteHook().before_save_checkpoint(
        runner(), dict(state_dict=dict(a=torch.ones(2), count=torch.tensor(3))))


def test_spoilt_weights_are_not_saved():
    weights = dict(a=torch.ones(2), b=torch.tensor([1., float('nan')]), c=torch.tensor(2))
    with pytest.raises(NotFiniteError, match='1 tensors of the model, first b'):
        FiniteHook().before_save_checkpoint(runner(), dict(state_dict=weights))


def test_looks_when_a_line_of_the_log_is_due_and_names_the_first_bad_iteration():
    hook = FiniteHook()
    for place, value in enumerate([1., float('nan'), float('nan'), 1.]):
        losses = dict(loss=torch.tensor(value))
        place_of = runner(iteration=100 + place, length=50)
        if place < 3:
            hook.after_train_iter(place_of, place, batch(place + 1), losses)
        else:
            with pytest.raises(NotFiniteError, match='in iteration 102, epoch 4 .*0.png, 1.png;'):
                hook.after_train_iter(place_of, place, batch(1), losses)


def test_looks_before_a_checkpoint():
    hook = FiniteHook()
    hook.after_train_iter(runner(length=50), 0, batch(1), dict(loss=torch.tensor(float('inf'))))
    with pytest.raises(NotFiniteError, match='loss is inf in iteration 42'):
        hook.before_save_checkpoint(runner(), dict(state_dict={}))


class Poison(Hook):
    """Makes some batches NaN, and keeps what each iteration leaves of the model."""

    priority = 'VERY_LOW'

    def __init__(self, *iterations):
        self.iterations, self.states, self.warnings = iterations, [], []

    def before_train_iter(self, runner, batch_idx, data_batch=None):
        if runner.iter in self.iterations:
            data_batch['inputs'] = [view * float('nan') for view in data_batch['inputs']]

    def after_train_iter(self, runner, *args, **kwargs):
        state = runner.model.state_dict()
        self.states.append({name: value.clone() for name, value in state.items()})


def poisoned(folder, max_skipped, *iterations):
    config = load_config(str(write_toy_config(folder, method='mean_teacher')), {
        'train_dataloader.num_workers': 0, 'train_cfg.phases': ['consistency'],
        'train_cfg.consistency': dict(epochs=1, ramp=None), 'default_hooks.checkpoint': None,
        'default_hooks.finite.max_skipped': max_skipped})
    config.train_dataloader.collate_fn = dict(type='default_collate')
    config.val_cfg = config.val_dataloader = config.val_evaluator = None
    config.work_dir = config.experiment_name = str(folder / 'work')
    runner, poison = RUNNERS.build(config), Poison(*iterations)
    runner.register_hook(poison)
    return runner, poison


def test_skips_as_many_steps_as_it_may_teacher_included(tmp_path):
    runner, poison = poisoned(tmp_path, 2, 2, 4)
    model = runner.train()
    changed = [any(not torch.equal(value, before[name]) for name, value in after.items())
               for before, after in zip(poison.states, poison.states[1:])]
    assert changed == [number not in (2, 4) for number in range(1, len(poison.states))]
    assert model.teacher.steps == len(poison.states) - 2
    log = next((tmp_path / 'work').rglob('*.log')).read_text()
    assert 'loss_recognition is nan' in log and '.png' in log
    assert 'in iteration 5, epoch 1 of phase consistency' in log
    assert 'the step is skipped, 2 of at most 2' in log


def test_stops_at_one_too_many(tmp_path):
    runner, _ = poisoned(tmp_path, 1, 1, 3, 4)
    with pytest.raises(NotFiniteError, match='in iteration 4, .*max_skipped is 1; lower'):
        runner.train()


def test_a_negative_number_is_refused():
    with pytest.raises(ValueError, match='max_skipped must be >= 0, got -1'):
        FiniteHook(max_skipped=-1)
