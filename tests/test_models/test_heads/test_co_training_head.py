import pytest
import torch

from mlcr_mm.models import CoTrainingHead, DualViewHead
from mlcr_mm.models.losses import selective_bce_loss

N, C, D = 6, 3, 4


@pytest.fixture
def feats():
    return [(torch.randn(N, D), ) for _ in range(2)]


@pytest.fixture
def head():
    return CoTrainingHead(num_classes=C, in_channels=D)


def test_each_view_learns_from_its_own_targets(head, feats, data_samples):
    samples = data_samples(N, C)
    samples[4].gt_score.fill_(-1)
    pseudo = torch.tensor([[1., 0., -1.], [0., -1., 1.]])  # (V, C)
    samples[4].set_field(pseudo, 'pseudo_labels')
    samples[5].set_field(pseudo, 'pseudo_labels')  # partly labelled: the known label counts

    expected = 0
    for view in range(2):
        labels = torch.stack([sample.gt_score for sample in samples]).clone()
        labels[4] = pseudo[view]
        for c in range(C):
            if labels[5, c] == -1:
                labels[5, c] = pseudo[view, c]
        logits = head.classifiers[view](feats[view][0])
        expected = expected + selective_bce_loss(logits, labels, None, 1., 'mean') / 2
    losses = head.loss(feats, samples)
    torch.testing.assert_close(losses['loss_recognition'], expected)
    assert losses['labeled_images'] == sum((s.gt_score != -1).any() for s in samples)


def test_a_view_without_targets_does_not_learn(head, feats, data_samples):
    samples = data_samples(N, C)
    for sample in samples:
        sample.gt_score.fill_(-1)
        sample.set_field(torch.stack([-torch.ones(C), torch.ones(C)]), 'pseudo_labels')
    head.loss(feats, samples)['loss_recognition'].backward()
    assert not head.classifiers[0].weight.grad.any()
    assert head.classifiers[1].weight.grad.any()


def test_without_pseudo_labels_it_is_a_dual_view_head(head, feats, data_samples):
    plain = DualViewHead(num_classes=C, in_channels=D)
    plain.load_state_dict(head.state_dict())  # the same names: no state of its own
    samples = data_samples(N, C)
    torch.testing.assert_close(head.loss(feats, samples), plain.loss(feats, samples))
