import torch

from mlcr_mm.models import ConsistencyHead, RecognitionHead
from mlcr_mm.models.losses import consistency_loss


def test_adds_the_consistency_to_the_recognition_loss(data_samples):
    head = ConsistencyHead(
        num_classes=3, in_channels=4, loss_consistency=dict(type='ConsistencyLoss', loss_weight=5.))
    features, samples, teacher_logits = torch.randn(8, 4), data_samples(8, 3), torch.randn(8, 3)
    losses = head.loss((features, ), samples, teacher_logits=teacher_logits)
    plain = RecognitionHead(num_classes=3, in_channels=4)
    plain.load_state_dict(head.state_dict())
    expected = plain.loss((features, ), samples)
    expected['loss_consistency'] = 5 * consistency_loss(head.fc(features), teacher_logits)
    torch.testing.assert_close(losses, expected)


def test_is_a_zero_without_a_teacher(data_samples):
    head = ConsistencyHead(num_classes=3, in_channels=4)
    losses = head.loss((torch.randn(8, 4), ), data_samples(8, 3))
    assert losses['loss_consistency'].item() == 0
