import pytest
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from mlcr_mm.models import ClassAwareHead, RecognitionHead

CODES = torch.tensor([[1., 0., -1.], [-1., -1., 1.]])  # of the last two images


@pytest.fixture
def head():
    return ClassAwareHead(num_classes=3, in_channels=4, loss_pseudo_label=dict(
        type='SelectiveBCELoss', loss_weight=5.))


@pytest.fixture
def samples(data_samples):
    """Six labelled images, then two that carry pseudo-labels."""
    samples = data_samples(8, 3)
    for sample, codes in zip(samples[6:], CODES):
        sample.set_gt_score(torch.full((3, ), -1.)).set_field(codes, 'pseudo_labels')
    return samples


def test_adds_the_pseudo_labels_to_the_recognition_loss(head, samples):
    features = torch.randn(8, 4)
    losses = head.loss((features, ), samples)
    plain = RecognitionHead(num_classes=3, in_channels=4)
    plain.load_state_dict(head.state_dict())
    expected = plain.loss((features, ), samples)
    logits = head.fc(features)[6:][CODES >= 0]
    expected['loss_pseudo_label'] = 5 * binary_cross_entropy_with_logits(logits, CODES[CODES >= 0])
    torch.testing.assert_close(losses, expected)


def test_a_known_label_is_not_learned_from_a_pseudo_label(head, samples):
    samples[6].set_gt_score(torch.tensor([0., -1., -1.]))
    features = torch.randn(8, 4)
    logits = head.fc(features)
    expected = 5 * binary_cross_entropy_with_logits(
        torch.stack([logits[6, 1], logits[7, 2]]), torch.tensor([0., 1.]))
    torch.testing.assert_close(head.loss((features, ), samples)['loss_pseudo_label'], expected)


def test_is_a_zero_without_pseudo_labels_and_while_it_is_off(head, samples, data_samples):
    features = torch.randn(8, 4)
    assert head.loss((features, ), data_samples(8, 3))['loss_pseudo_label'] == 0
    head.schedule_loss('loss_pseudo_label', 0.)
    assert head.loss((features, ), samples)['loss_pseudo_label'] == 0
