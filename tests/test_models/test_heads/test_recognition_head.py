import pytest
import torch

from mlcr_mm.models import RecognitionHead
from mlcr_mm.models.losses import selective_bce_loss


def test_loss_is_that_of_the_known_labels(data_samples):
    head = RecognitionHead(num_classes=3, in_channels=4)
    features, samples = torch.randn(8, 4), data_samples(8, 3)
    losses = head.loss((features, ), samples)
    labels = torch.stack([sample.gt_score for sample in samples])
    expected = selective_bce_loss(head.fc(features), labels, None, 1., 'mean')
    torch.testing.assert_close(losses['loss_recognition'], expected)
    assert losses['labeled_images'].item() == (labels != -1).any(dim=1).sum()


def test_predicts_probabilities(data_samples):
    head = RecognitionHead(num_classes=3, in_channels=4)
    features = torch.randn(2, 4)
    predictions = head.predict((features, ), data_samples(2, 3))
    scores = torch.stack([sample.pred_score for sample in predictions])
    torch.testing.assert_close(scores, head.fc(features).sigmoid())
    for sample in predictions:
        assert sample.pred_label.tolist() == (sample.pred_score >= .5).nonzero()[:, 0].tolist()


def test_wrong_in_channels_says_what_to_write():
    head = RecognitionHead(num_classes=3, in_channels=4)
    with pytest.raises(ValueError, match='in_channels=6'):
        head((torch.zeros(2, 6), ))
