import pytest
import torch
from mmpretrain.structures import DataSample

from mlcr_mm.models import FixMatchClassifier

RESNET = dict(type='ResNet', depth=18, base_channels=8, stem_channels=8)


def make_model(backbone=RESNET, in_channels=64, **loss):
    model = FixMatchClassifier(
        backbone=backbone,
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type='PseudoLabelHead', num_classes=3, in_channels=in_channels,
                  loss_pseudo_label=dict(type='PseudoLabelLoss', **loss)))
    model.init_weights()
    return model


def unlabeled(num_images):
    return [DataSample().set_gt_score(torch.full((3, ), -1.)) for _ in range(num_images)]


@pytest.mark.parametrize('backbone, in_channels', [
    (RESNET, 64), (dict(type='MobileNetV3', arch='small'), 576)], ids=['resnet', 'mobilenet'])
def test_trains_from_two_augmentations_or_one_image(backbone, in_channels, data_samples):
    model = make_model(backbone, in_channels, positive_threshold=.5, negative_threshold=.4999)
    for inputs in (torch.randn(4, 3, 32, 32), list(torch.randn(2, 4, 3, 32, 32))):
        losses = model(inputs, data_samples(2, 3) + unlabeled(2), mode='loss')
        total, log = model.parse_losses(losses)
        assert log['confident'] > 0
        # The share of confident labels is logged, not learned.
        torch.testing.assert_close(total, log['loss_recognition'] + log['loss_pseudo_label'])
        total.backward()
        assert all(parameter.grad is not None for parameter in model.parameters())


def test_pseudo_labels_are_those_of_the_first_image():
    model = make_model(positive_threshold=.9, negative_threshold=.1).eval()
    bias = torch.tensor([5., -5., 0.])
    model.head.fc.bias.data.copy_(bias)
    model.head.fc.weight.data.zero_()
    losses = model(list(torch.randn(2, 4, 3, 32, 32)), unlabeled(4), mode='loss')
    assert losses['confident'].item() == pytest.approx(2 / 3)
    expected = 2 * torch.nn.functional.softplus(torch.tensor(-5.)) / 3
    torch.testing.assert_close(losses['loss_pseudo_label'], expected)


def test_strong_images_are_left_out_while_the_loss_is_off():
    model = make_model()
    seen = []
    model.backbone.register_forward_pre_hook(lambda _, inputs: seen.append(len(inputs[0])))
    for factor in (0., 1.):
        model.head.schedule_loss('loss_pseudo_label', factor)
        losses = model(list(torch.randn(2, 4, 3, 32, 32)), unlabeled(4), mode='loss')
        assert {'loss_pseudo_label', 'confident'} < losses.keys()
    assert seen == [4, 8]


def test_predicts_from_one_image(data_samples):
    model = make_model().eval()
    images = torch.randn(2, 3, 32, 32)
    predictions = model(images, data_samples(2, 3), mode='predict')
    scores = torch.stack([sample.pred_score for sample in predictions])
    torch.testing.assert_close(scores, model(images).sigmoid())


def test_refuses_augmentations_of_two_sizes():
    with pytest.raises(ValueError, match='one size'):
        make_model().loss([torch.randn(2, 3, 32, 32), torch.randn(2, 3, 24, 24)], unlabeled(2))
