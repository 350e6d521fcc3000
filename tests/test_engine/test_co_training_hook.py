from types import SimpleNamespace

import numpy as np
import pytest
import torch
from mmengine.dataset import ConcatDataset
from mmpretrain.structures import DataSample
from training_doubles import Loop, Part

from mlcr_mm.datasets import IndexedConcatDataset
from mlcr_mm.engine import CoTrainingHook, co_training_hook
from mlcr_mm.models import CoTrainingHead, DualViewHead
from mlcr_mm.pseudo_labels import select_confident

LABELS = np.array([[1, 0, -1], [0, 1, -1], [1, 0, -1], [0, 0, -1]], np.float32)
N = 10


class LabeledPart(Part):

    def get_gt_scores(self):
        return LABELS


def make_runner(epoch=0, head=None, dataset=None, resume=False):
    return SimpleNamespace(
        model=SimpleNamespace(head=head or CoTrainingHead(num_classes=3, in_channels=2)),
        train_dataloader=SimpleNamespace(
            dataset=dataset or IndexedConcatDataset([LabeledPart(len(LABELS)), Part(N)])),
        epoch=epoch, max_epochs=9, _train_loop=Loop(), _resume=resume, _load_from='a.pth')


@pytest.fixture
def predictions(monkeypatch, rng):
    """What the views predict: a list of (V, N, C), one per round."""
    rounds = [rng.normal(size=(2, N, 3)) for _ in range(4)]
    calls = iter(rounds)

    def outputs(runner, dataset, function):
        assert len(dataset) == N
        return list(next(calls))

    monkeypatch.setattr(co_training_hook, 'dataset_outputs', outputs)
    return rounds


def started(**kwargs):
    hook = CoTrainingHook(**{'begin': 2, 'round_epochs': 2, 'confident_share': .6, **kwargs})
    hook.before_train(make_runner())
    return hook


def run_epochs(hook, epochs):
    rounds = []
    for epoch in epochs:
        hook.before_train_epoch(make_runner(epoch))
        rounds.append(hook.rounds)
    return rounds


def test_rounds_start_at_their_epochs(predictions):
    assert run_epochs(started(), range(8)) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_number_of_rounds_is_bounded(predictions):
    assert run_epochs(started(max_rounds=2), range(8)) == [0, 0, 1, 1, 2, 2, 2, 2]


def test_each_view_gets_what_the_other_is_confident_of(predictions):
    hook = started()
    run_epochs(hook, range(3))
    prior = np.array([.5, .25, np.nan])  # of LABELS
    for view, other in ((0, 1), (1, 0)):
        expected = select_confident(predictions[0][other], prior, .6)
        np.testing.assert_array_equal(hook.pseudo_labels[view], expected)
    assert (hook.pseudo_labels[:, :, 2] == -1).all()  # nothing is known of the third label


def test_stable_labels_end_the_rounds(predictions):
    predictions[2][:] = predictions[1] + 5  # the order is what counts
    hook = started()
    assert run_epochs(hook, range(9)) == [0, 0, 1, 1, 2, 2, 3, 3, 3]
    assert hook.stable
    expected = select_confident(predictions[1][1], np.array([.5, .25, np.nan]), .6)
    np.testing.assert_array_equal(hook.pseudo_labels[0], expected)


def batch():
    """A labelled and two unlabelled images, the first of which has the labelled one's number."""
    return dict(data_samples=[
        DataSample(metainfo=dict(sample_idx=place)).set_gt_score(torch.zeros(3))
        for place in (1, len(LABELS) + 1, len(LABELS) + 7)])


def test_only_unlabelled_images_get_pseudo_labels(predictions):
    hook = started()
    before = batch()
    hook.before_train_iter(make_runner(), 0, before)
    assert not any('pseudo_labels' in sample for sample in before['data_samples'])
    run_epochs(hook, range(3))
    after = batch()
    hook.before_train_iter(make_runner(), 0, after)
    labeled, *unlabeled = after['data_samples']
    assert 'pseudo_labels' not in labeled
    for sample, place in zip(unlabeled, (1, 7)):
        np.testing.assert_array_equal(sample.pseudo_labels, hook.pseudo_labels[:, place])


def test_a_resumed_run_has_the_labels_of_the_checkpoint(predictions):
    hook = started()
    run_epochs(hook, range(5))
    checkpoint = {}
    hook.before_save_checkpoint(make_runner(), checkpoint)
    resumed = CoTrainingHook(begin=2, round_epochs=2)
    resumed.after_load_checkpoint(make_runner(resume=True), checkpoint)
    resumed.before_train(make_runner())
    assert (resumed.rounds, resumed.stable) == (2, False)
    np.testing.assert_array_equal(resumed.pseudo_labels, hook.pseudo_labels)

    fresh = CoTrainingHook(begin=2, round_epochs=2)
    fresh.after_load_checkpoint(make_runner(), checkpoint)  # only the weights are taken over
    assert fresh.rounds == 0 and fresh.pseudo_labels is None


def test_checkpoints_of_other_runs_are_refused():
    hook = CoTrainingHook(begin=2, round_epochs=2)
    with pytest.raises(ValueError, match='a.pth has no pseudo-labels'):
        hook.after_load_checkpoint(make_runner(resume=True), {})
    hook.pseudo_labels = np.zeros((2, N + 1, 3), np.int8)
    with pytest.raises(ValueError, match=r'pseudo-labels \(2, 11, 3\)'):
        hook.before_train(make_runner())


def test_bad_configurations_say_what_to_write():
    hook = CoTrainingHook(begin=2, round_epochs=2)
    with pytest.raises(TypeError, match='CoTrainingHead'):
        hook.before_train(make_runner(head=DualViewHead(3, 2)))
    with pytest.raises(TypeError, match='IndexedConcatDataset'):
        hook.before_train(make_runner(dataset=ConcatDataset([LabeledPart(4), Part(N)])))
    with pytest.raises(ValueError, match='max_epochs=9'):
        CoTrainingHook(begin=9, round_epochs=1).before_train(make_runner())
    for wrong in (dict(begin=0), dict(round_epochs=0), dict(confident_share=0.),
                  dict(tolerance=-1.), dict(max_rounds=0)):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            CoTrainingHook(**{'begin': 2, 'round_epochs': 2, **wrong})
