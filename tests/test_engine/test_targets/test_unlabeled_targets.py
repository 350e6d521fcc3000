import numpy as np
import pytest
import torch
from training_doubles import LABELS, batch_of, semi_supervised

from mlcr_mm.engine.targets import UnlabeledTargets, remove_subject_offsets, unlabeled_part

FIRST_UNLABELED = len(LABELS)


class Targets(UnlabeledTargets):
    """Targets that are final after so many updates."""

    FIELD, STATE = 'target', ('times', )

    def __init__(self, every=None, times=0, final=99, **kwargs):
        super().__init__(every, **kwargs)
        self.times, self.final = times, final

    def update(self, logits, labels):
        self.values = torch.from_numpy(logits)
        return 'updated'

    @property
    def is_final(self):
        return self.times >= self.final


def due(targets, epochs=10, start=3):
    seen = []
    for epoch in range(epochs):
        if targets.is_due(epoch, start):
            targets.times += 1
            seen.append(epoch)
    return seen


def test_targets_are_due_at_the_start_and_every_so_many_epochs():
    assert due(Targets()) == [3]
    assert due(Targets(every=2)) == [3, 5, 7, 9]
    assert due(Targets(every=1), 5, start=0) == [0, 1, 2, 3, 4]


def test_final_targets_are_not_made_again():
    assert due(Targets(every=2, final=2)) == [3, 5]


def test_every_is_checked():
    for every in (0, -1):
        with pytest.raises(ValueError, match=f'Targets: every must be a whole .*, got {every}'):
            Targets(every)


def test_subject_offsets_are_removed_from_each_view_where_it_is_asked_for(rng):
    subjects = np.array([0, 0, 1, 1, -1])
    logits = rng.normal(size=(2, 5, 3)).astype(np.float32)
    logits[:, :2] += 5
    plain, moved = Targets(), Targets(remove_subject_offsets=True)
    assert plain.make(logits, LABELS, subjects) == 'updated'
    np.testing.assert_array_equal(plain.values, logits)
    assert moved.make(logits, LABELS, subjects) == (
        'updated, without the offsets of 2 subjects (unknown for 1 of 5 images)')
    for view, expected in zip(moved.values, logits):
        np.testing.assert_array_equal(view, remove_subject_offsets(expected, subjects))
    assert moved.values[:, :2].mean() < logits[:, :2].mean() - 2
    assert moved.make(logits, LABELS, np.full(5, -1)) == 'updated'
    np.testing.assert_array_equal(moved.values, logits)
    logits[0, 2:4] = np.nan  # the images of the other subject could not be read
    assert moved.make(logits, LABELS, subjects) == 'updated'


def test_only_unlabelled_images_with_a_readable_image_get_targets():
    part, targets = unlabeled_part(semi_supervised()), Targets()
    before, after = (batch_of(1, FIRST_UNLABELED + 1, FIRST_UNLABELED + 5) for _ in range(2))
    targets.attach(part, before)
    assert not any('target' in sample for sample in before['data_samples'])
    targets.values = torch.arange(12.).view(6, 2)
    targets.values[5, 1] = torch.nan  # could not be read
    targets.attach(part, after)
    labeled, unlabeled, unread = after['data_samples']
    assert 'target' not in labeled and 'target' not in unread
    assert unlabeled.target.tolist() == [2, 3]


def test_state_is_taken_over():
    targets = Targets(times=4)
    empty = Targets(times=1)
    empty.load_state_dict(targets.state_dict(), 6)
    assert empty.values is None and empty.times == 4
    targets.values = torch.rand(6, 2)
    empty.load_state_dict(targets.state_dict(), 6)
    assert torch.equal(empty.values, targets.values)


def test_state_of_other_images_or_another_kind_is_refused():
    targets = Targets()
    targets.values = torch.zeros(7, 3)
    with pytest.raises(ValueError, match='targets of 7 unlabelled images, the training set has 6: '
                       'resume with the images'):
        Targets().load_state_dict(targets.state_dict(), 6)
    with pytest.raises(ValueError, match='has targets of Others, the config has Targets: resume'):
        Targets().load_state_dict(dict(targets.state_dict(), type='Others'), 7)
