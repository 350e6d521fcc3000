from types import SimpleNamespace

import numpy as np
import pytest
import torch
from mmengine.dataset import ConcatDataset
from mmengine.hooks import EMAHook
from mmpretrain.structures import DataSample
from scipy.special import expit, logit
from training_doubles import Loop, Part

from mlcr_mm.datasets import IndexedConcatDataset
from mlcr_mm.engine import SelfTrainingHook, self_training_hook
from mlcr_mm.registry import MODELS

LABELED, N, C = 4, 6, 3


class Config(dict):
    __getattr__ = dict.__getitem__


def model_config(loss=dict(type='CoRegularizationLoss')):
    return dict(
        type='DualViewClassifier',
        backbone=dict(type='ResNet', depth=18, base_channels=4, stem_channels=4),
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type='DualViewHead', num_classes=C, in_channels=32, loss_self_training=loss))


def make_runner(epoch=0, config=None, dataset=None, resume=False, hooks=()):
    config = config or model_config()
    model = MODELS.build(config)
    optimizer = torch.optim.AdamW(model.parameters())
    return SimpleNamespace(
        model=model, cfg=Config(model=config), optim_wrapper=SimpleNamespace(optimizer=optimizer),
        train_dataloader=SimpleNamespace(
            dataset=dataset or IndexedConcatDataset([Part(LABELED), Part(N)])),
        epoch=epoch, max_epochs=4, seed=0, hooks=list(hooks), _train_loop=Loop(), _resume=resume,
        _load_from='a.pth')


@pytest.fixture
def predictions(monkeypatch, rng):
    """What the views predict, logits (V, N, C); the last image cannot be read."""
    logits = rng.normal(scale=3, size=(2, N, C)).astype(np.float32)
    logits[:, -1] = np.nan

    def outputs(runner, dataset, function):
        assert len(dataset) == N
        return list(logits)

    monkeypatch.setattr(self_training_hook, 'dataset_outputs', outputs)
    return logits


def started(runner, epochs, begin=2, **options):
    hook = SelfTrainingHook(begin, **options)
    hook.before_train(runner)
    for runner.epoch in epochs:
        hook.before_train_epoch(runner)
    return hook


def weights(runner):
    return torch.cat([p.detach().flatten() for p in runner.model.parameters()])


def test_views_start_again_once_and_at_their_epoch(predictions):
    runner = make_runner()
    first = weights(runner)
    hook = started(runner, range(2))
    assert torch.equal(weights(runner), first) and hook.previous_logits is None
    runner.epoch = 2
    hook.before_train_epoch(runner)
    second = weights(runner)
    assert not torch.equal(second, first)
    runner.epoch = 3
    hook.before_train_epoch(runner)
    assert torch.equal(weights(runner), second)


def test_targets_are_the_mean_probability_of_the_views(predictions):
    hook = started(make_runner(), range(3))
    expected = logit(expit(predictions.astype(np.float64)).mean(axis=0))
    np.testing.assert_allclose(hook.previous_logits[:-1], expected[:-1], rtol=1e-4, atol=1e-5)


def test_views_start_again_repeatedly_and_learn_from_all_before_them(predictions, monkeypatch):
    runner = make_runner()
    hook = started(runner, range(2), begin=[1, 2, 3])
    all_views, seen = [*predictions], [weights(runner)]
    for runner.epoch in (2, 3):
        logits = np.random.default_rng(runner.epoch).normal(size=(2, N, C)).astype(np.float32)
        monkeypatch.setattr(self_training_hook, 'dataset_outputs', lambda *_, v=logits: list(v))
        hook.before_train_epoch(runner)
        all_views += [*logits]
        expected = logit(expit(np.stack(all_views).astype(np.float64)).mean(axis=0))
        np.testing.assert_allclose(hook.previous_logits, expected, rtol=1e-4, atol=1e-5)
        assert not any(torch.equal(weights(runner), before) for before in seen)
        seen.append(weights(runner))


def test_targets_have_the_shares_of_the_labels(predictions, monkeypatch):
    labels = np.array([[1, 0, -1], [0, 0, 1], [1, 0, 0], [1, 1, 0]], np.float32)
    monkeypatch.setattr(self_training_hook, 'label_matrix', lambda dataset: labels)
    hook = started(make_runner(), range(3), match_label_shares=True)
    present = (hook.previous_logits[:-1] > 0).sum(dim=0).tolist()
    # Of 5 readable images 3/4, 1/4 and 1/3; the quantile may be one of the values, now 0.
    assert present == [3, 1, 2]


def test_the_optimizer_forgets(predictions):
    runner = make_runner()
    for parameter in runner.model.parameters():
        parameter.grad = torch.ones_like(parameter)
    runner.optim_wrapper.optimizer.step()
    assert runner.optim_wrapper.optimizer.state
    started(runner, range(3))
    assert not runner.optim_wrapper.optimizer.state


def batch():
    """A labelled image, an unlabelled one with its number, and one that could not be read."""
    return dict(data_samples=[
        DataSample(metainfo=dict(sample_idx=place)) for place in (1, LABELED + 1, LABELED + N - 1)
    ])


def test_only_unlabelled_images_that_were_predicted_get_targets(predictions):
    runner = make_runner()
    hook = started(runner, range(2))
    before = batch()
    hook.before_train_iter(runner, 0, before)
    assert not any('previous_logits' in sample for sample in before['data_samples'])
    runner.epoch = 2
    hook.before_train_epoch(runner)
    after = batch()
    hook.before_train_iter(runner, 0, after)
    labeled, unlabeled, unread = after['data_samples']
    assert 'previous_logits' not in labeled and 'previous_logits' not in unread
    assert torch.equal(unlabeled.previous_logits, hook.previous_logits[1])


def test_a_resumed_run_has_the_targets_of_the_checkpoint_and_keeps_its_views(predictions):
    hook = started(make_runner(), range(3))
    checkpoint = {}
    hook.before_save_checkpoint(make_runner(), checkpoint)
    runner = make_runner(epoch=3, resume=True)
    first = weights(runner)
    resumed = SelfTrainingHook(begin=2)
    resumed.after_load_checkpoint(runner, checkpoint)
    resumed.before_train(runner)
    resumed.before_train_epoch(runner)
    assert torch.equal(weights(runner), first)
    torch.testing.assert_close(resumed.previous_logits, hook.previous_logits, equal_nan=True)

    again = SelfTrainingHook(begin=[2, 3])  # resumed just before its second restart
    again.after_load_checkpoint(runner, checkpoint)
    again.before_train(runner)
    again.before_train_epoch(runner)
    assert not torch.equal(weights(runner), first)

    fresh = SelfTrainingHook(begin=2)
    fresh.after_load_checkpoint(make_runner(), checkpoint)  # only the weights are taken over
    assert fresh.previous_logits is None


def test_checkpoints_of_other_runs_are_refused(predictions):
    hook = SelfTrainingHook(begin=2)
    hook.after_load_checkpoint(make_runner(resume=True), {})
    with pytest.raises(ValueError, match='a.pth is a checkpoint of epoch 3 with 0 restarts'):
        hook.before_train(make_runner(epoch=3, resume=True))
    hook.num_restarts = 2
    with pytest.raises(ValueError, match=r'with 2 restarts .*begin=\[2\] makes 1'):
        hook.before_train(make_runner(epoch=3, resume=True))
    hook.num_restarts = 0
    hook.before_train(make_runner(epoch=2, resume=True))  # it had not begun yet
    hook.previous_logits = torch.zeros(N + 1, C)
    with pytest.raises(ValueError, match='7 unlabelled images, the training set has 6'):
        hook.before_train(make_runner())


def test_bad_configurations_say_what_to_write():
    hook = SelfTrainingHook(begin=2)
    with pytest.raises(TypeError, match='loss_self_training=dict'):
        hook.before_train(make_runner(config=model_config(loss=None)))
    with pytest.raises(TypeError, match='IndexedConcatDataset'):
        hook.before_train(make_runner(dataset=ConcatDataset([Part(LABELED), Part(N)])))
    with pytest.raises(TypeError, match='no get_gt_scores.*match_label_shares to False'):
        SelfTrainingHook(begin=2, match_label_shares=True).before_train(make_runner())
    with pytest.raises(ValueError, match='max_epochs=4'):
        SelfTrainingHook(begin=4).before_train(make_runner())
    with pytest.raises(ValueError, match='begin_epoch to 2'):
        hook.before_train(make_runner(hooks=[EMAHook()]))
    hook.before_train(make_runner(hooks=[EMAHook(begin_epoch=2)]))
    for begin in (0, [], [2, 2], [3, 2]):
        with pytest.raises(ValueError, match='begin must be >= 1 and ascending'):
            SelfTrainingHook(begin)
