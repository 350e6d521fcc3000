import numpy as np
import pytest
import torch
from mmpretrain.models.utils.batch_augments import RandomBatchAugment
from mmpretrain.structures import DataSample

from mlcr_mm.models.mixed_samples import mixed_samples
from mlcr_mm.registry import MODELS

AUGMENTS = RandomBatchAugment(dict(type='MultiLabelMixup', alpha=1.))
KINDS = ['labeled'] * 3 + ['targets'] * 4 + ['neither'] * 2


def samples(kinds=KINDS):
    rng = np.random.default_rng(0)
    made = []
    for kind in kinds:
        codes = rng.integers(0, 2, 3) if kind == 'labeled' else np.full(3, -1)
        sample = DataSample().set_gt_score(torch.from_numpy(codes.astype(np.float32)))
        if kind == 'targets':
            sample.set_field(torch.from_numpy(rng.normal(0, 3, 3)).float(), 'previous_logits')
        made.append(sample)
    return made


def one_hot_views(count):
    """Two views whose pixels say of which images a mixture is made."""
    first = torch.eye(count).view(count, 1, 1, count).expand(count, 3, 2, count)
    return [first.clone(), 2 * first]


def test_labels_and_targets_are_mixed_as_their_images_are():
    given, views = samples(), one_hot_views(len(KINDS))
    mixed, out = mixed_samples(AUGMENTS, views, given)
    torch.testing.assert_close(mixed[1], 2 * mixed[0])
    shares = mixed[0][:, 0, 0]  # (N, N): row i is made of the images j
    torch.testing.assert_close(shares.sum(dim=1), torch.ones(len(KINDS)))
    assert (shares.diagonal() >= 0.5).all()
    met = {(KINDS[i], KINDS[j]) for i, j in shares.nonzero().tolist() if i != j}
    assert ('labeled', 'targets') in met or ('targets', 'labeled') in met
    assert all((i == 'neither') == (j == 'neither') for i, j in met)
    before = torch.stack([s.previous_logits.sigmoid() if 'previous_logits' in s else s.gt_score
                          for s in given])
    after = torch.stack([s.previous_logits.sigmoid() if 'previous_logits' in s else s.gt_score
                         for s in out])
    torch.testing.assert_close(after[:7], (shares @ before)[:7], atol=2e-6, rtol=1e-4)
    assert all((s.gt_score == -1).all() for s in out[3:])
    assert ['previous_logits' in s for s in out] == [k == 'targets' for k in KINDS]


def test_a_target_mixed_with_an_unknown_label_stays():
    given = samples(['labeled', 'targets'])
    given[0].gt_score[1] = -1
    own = given[1].previous_logits
    for seed in range(10):  # until they meet
        torch.manual_seed(seed)
        _, out = mixed_samples(AUGMENTS, one_hot_views(2), given)
        assert out[1].previous_logits[1].item() == pytest.approx(own[1].item(), abs=1e-3)
        if not torch.allclose(out[1].previous_logits, own, atol=1e-3):
            assert out[0].gt_score[1] == -1
            return
    raise AssertionError('the two images never met')


def test_what_was_given_stays_as_it_was():
    given, views = samples(), one_hot_views(len(KINDS))
    expected = samples()
    mixed_samples(AUGMENTS, views, given)
    for sample, as_before in zip(given, expected):
        torch.testing.assert_close(sample.gt_score, as_before.gt_score)
        if 'previous_logits' in as_before:
            torch.testing.assert_close(sample.previous_logits, as_before.previous_logits)
    torch.testing.assert_close(views[0], one_hot_views(len(KINDS))[0])


def test_a_batch_without_views():
    images = one_hot_views(3)[0]
    mixed, out = mixed_samples(AUGMENTS, images, samples(['labeled'] * 3))
    assert mixed.shape == images.shape and len(out) == 3


def test_sure_targets_stay_finite():
    given = samples(['targets'] * 4)
    for sample, sign in zip(given, (1, 1, -1, -1)):
        sample.previous_logits = torch.full((3, ), sign * 200.)
    _, out = mixed_samples(AUGMENTS, one_hot_views(4), given)
    assert all(s.previous_logits.isfinite().all() for s in out)


def test_pseudo_labels_are_refused():
    given = samples(['neither'] * 2)
    given[1].set_field(torch.ones(3), 'pseudo_labels')
    with pytest.raises(ValueError, match='not their pseudo-labels'):
        mixed_samples(AUGMENTS, one_hot_views(2), given)


@pytest.mark.parametrize('training', [True, False])
def test_the_preprocessor_mixes_in_training_only(training):
    build = dict(type='ViewDataPreprocessor', mean=[1.] * 3, std=[2.] * 3)
    views, given = one_hot_views(len(KINDS)), samples()
    plain = MODELS.build(build)(dict(inputs=views, data_samples=given), training)
    torch.manual_seed(0)
    mixed = MODELS.build(dict(build, batch_augments=dict(augments=dict(
        type='MultiLabelMixup', alpha=1.))))(dict(inputs=views, data_samples=given), training)
    for before, after in zip(plain['inputs'], mixed['inputs']):
        assert torch.equal(before, after) != training
        torch.testing.assert_close(before.sum(), after.sum(), rtol=0.2, atol=0)
