import numpy as np
import pytest
import torch
from reference import class_aware_labels
from training_doubles import LABELS, model_config

from mlcr_mm.engine import ClassAwareLabels
from mlcr_mm.registry import MODELS, TASK_UTILS

N = 40


@pytest.fixture
def logits(rng):
    """Of one network, ``(1, N, C)``, with an image that could not be read."""
    logits = rng.normal(size=(1, N, 3)) - 3  # everything looks absent
    logits[0, 5] = np.nan
    return logits


def test_equals_the_slow_reference(logits):
    targets = TASK_UTILS.build(dict(type='ClassAwareLabels', every=1))
    line = targets.update(logits, LABELS)
    expected = class_aware_labels(logits[0], LABELS)
    np.testing.assert_array_equal(targets.values, expected)
    share = 100 * (expected == 1).mean()
    assert f'of 40 unlabelled images ({share:.1f} % present)' in line


def test_has_the_labelled_images_shares(logits):
    targets = ClassAwareLabels()
    targets.update(logits, LABELS)
    readable = np.delete(targets.values.numpy(), 5, axis=0)  # 39 of them
    assert (readable == 1).sum(axis=0).tolist() == [20, 10, 0]  # shares of .5, .25, nothing known
    assert (readable == 0).sum(axis=0).tolist() == [19, 29, 0]
    assert (targets.values[5] == -1).all()


def test_the_middle_stays_unknown(logits):
    targets = ClassAwareLabels(confident_share=.5)
    targets.update(logits, LABELS)
    assert (targets.values == 1).sum(dim=0).tolist() == [10, 5, 0]
    assert (targets.values == 0).sum(dim=0).tolist() == [10, 15, 0]
    order = np.argsort(np.nan_to_num(logits[0, :, 0], nan=-9))[1:]
    assert (targets.values[order[:10], 0] == 0).all()
    assert (targets.values[order[-10:], 0] == 1).all()


def test_are_made_anew_before_each_epoch(logits):
    targets = ClassAwareLabels(every=1)
    targets.update(logits, LABELS)
    first = targets.values
    targets.update(-logits, LABELS)
    assert not torch.equal(first, targets.values)
    assert all(targets.is_due(epoch, 3) for epoch in (3, 4, 9)) and not targets.is_due(2, 3)
    resumed = ClassAwareLabels(every=1)
    resumed.load_state_dict(targets.state_dict(), N)
    assert torch.equal(resumed.values, targets.values)


def test_needs_the_head_that_learns_them():
    config = model_config('ClassAwareHead')
    ClassAwareLabels().check(MODELS.build(dict(config, type='ClassAwareClassifier')))
    with pytest.raises(TypeError, match='ClassAwareHead.*got DualViewHead'):
        ClassAwareLabels().check(MODELS.build(model_config()))


@pytest.mark.parametrize('share', [0., 1.1])
def test_bad_share(share):
    with pytest.raises(ValueError, match=r'confident_share must be in \(0, 1\], got'):
        ClassAwareLabels(confident_share=share)
