import torch

from mlcr_mm.models import PseudoLabelHead, RecognitionHead
from mlcr_mm.models.losses import pseudo_label_loss


def make_head():
    return PseudoLabelHead(
        num_classes=3, in_channels=4,
        loss_pseudo_label=dict(type='PseudoLabelLoss', positive_threshold=.51,
                               negative_threshold=.49, loss_weight=2.))


def expected_recognition(head, weak, samples):
    plain = RecognitionHead(num_classes=3, in_channels=4)
    plain.load_state_dict(head.state_dict())
    return plain.loss((weak, ), samples)


def test_known_labels_are_learned_from_weak_and_pseudo_labels_from_strong(data_samples):
    head, samples = make_head(), data_samples(8, 3)
    torch.nn.init.normal_(head.fc.weight)
    weak, strong = torch.randn(2, 8, 4)
    losses = head.loss((torch.cat([weak, strong]), ), samples)
    labels = torch.stack([sample.gt_score for sample in samples])
    loss, confident = pseudo_label_loss(head.fc(weak), head.fc(strong), labels, .51, .49)
    expected = expected_recognition(head, weak, samples)
    expected.update(loss_pseudo_label=2 * loss, confident=confident)
    torch.testing.assert_close(losses, expected)
    assert confident > 0


def test_zeros_without_strong_images(data_samples):
    head, samples, weak = make_head(), data_samples(8, 3), torch.randn(8, 4)
    losses = head.loss((weak, ), samples)
    assert losses.pop('loss_pseudo_label') == losses.pop('confident') == 0
    torch.testing.assert_close(losses, expected_recognition(head, weak, samples))
