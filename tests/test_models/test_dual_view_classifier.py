import pytest
import torch
from mmengine.runner import set_random_seed

from mlcr_mm.models import DualViewClassifier
from mlcr_mm.registry import MODELS

RESNET = dict(type='ResNet', depth=18, base_channels=8, stem_channels=8)
GAP = dict(type='GlobalAveragePooling')


def make_model(backbone=RESNET, neck=GAP, in_channels=64, head='DualViewHead', **kwargs):
    return MODELS.build(
        dict(
            type='DualViewClassifier',
            backbone=backbone,
            neck=neck,
            head=dict(
                type=head,
                num_classes=3,
                in_channels=in_channels,
                loss_co_regularization=dict(type='CoRegularizationLoss')),
            **kwargs))


def train_step(model, data_samples, size=64):
    losses = model(torch.randn(4, 3, size, size), data_samples(4, 3), mode='loss')
    loss, _ = model.parse_losses(losses)
    loss.backward()
    return loss


def test_views_start_differently_and_reproducibly():
    weights = []
    for seed in (0, 0, 1):
        set_random_seed(seed)
        model = make_model()
        model.init_weights()
        weights.append([backbone.conv1.weight.clone() for backbone in model.backbone])
    (first, second), again, other = weights
    assert not torch.equal(first, second)
    assert torch.equal(first, again[0]) and torch.equal(second, again[1])
    assert not torch.equal(first, other[0])


def test_view_seeds_decide_the_weights_of_a_view():
    set_random_seed(0)
    models = [make_model(view_seeds=seeds) for seeds in ((0, 1), (1, 0))]
    for model in models:
        model.init_weights()
    (a, b), (c, d) = ([backbone.conv1.weight for backbone in m.backbone] for m in models)
    assert torch.equal(a, d) and torch.equal(b, c)
    with pytest.raises(ValueError, match='different'):
        make_model(view_seeds=(3, 3))


def test_building_leaves_the_random_state_alone():
    set_random_seed(0)
    expected = torch.rand(3)
    set_random_seed(0)
    make_model(neck=None)
    # The head draws too: what follows the views must not depend on how much they drew.
    after = torch.rand(3)
    set_random_seed(0)
    make_model(backbone=dict(RESNET, depth=34), neck=None)
    assert torch.equal(torch.rand(3), after) and not torch.equal(after, expected)


@pytest.mark.parametrize('backbone, neck, in_channels', [
    (RESNET, GAP, 64),
    (dict(type='MobileNetV3', arch='small'), GAP, 576),
    (dict(type='SwinTransformer', img_size=64, window_size=2,
          arch=dict(embed_dims=12, depths=[1] * 4, num_heads=[1] * 4)), GAP, 96),
    (dict(type='VisionTransformer', arch=dict(embed_dims=12, num_layers=1, num_heads=1,
                                              feedforward_channels=12), img_size=64), None, 12),
    (dict(type='TIMMBackbone', model_name='resnet10t', features_only=True), GAP, 512),
    ([RESNET, dict(type='MobileNetV3', arch='small')], GAP, (64, 576)),
], ids=['resnet', 'mobilenet', 'swin', 'vit', 'timm', 'one per view'])
def test_trains_any_backbone(backbone, neck, in_channels, data_samples):
    if 'TIMM' in str(backbone):
        pytest.importorskip('timm')
    model = make_model(backbone, neck, in_channels)
    model.init_weights()
    assert torch.isfinite(train_step(model, data_samples))
    for view in model.backbone:
        assert any(parameter.grad is not None for parameter in view.parameters())


def test_wrong_in_channels_says_what_to_write(data_samples):
    with pytest.raises(ValueError, match='write model.head.in_channels=64'):
        train_step(make_model(in_channels=512), data_samples)


def test_one_image_per_view_reaches_its_view():
    model = make_model().eval()
    first, second = torch.randn(2, 2, 3, 32, 32)
    both = model([first, second])
    torch.testing.assert_close(both[0], model(first)[0])
    torch.testing.assert_close(both[1], model(second)[1])


def test_stages_of_extract_feat():
    model = make_model()
    images = torch.randn(2, 3, 64, 64)
    assert model.extract_feat(images, stage='backbone')[1][-1].shape == (2, 64, 2, 2)
    assert model.extract_feat(images)[0][-1].shape == (2, 64)
    assert model.extract_feat(images, stage='pre_logits')[0].shape == (2, 64)
    with pytest.raises(ValueError, match='stage'):
        model.extract_feat(images, stage='logits')


def test_preprocessor_takes_one_image_or_one_per_view(data_samples):
    model = make_model(data_preprocessor=dict(mean=[1., 2., 3.], std=[1., 1., 1.], to_rgb=True))
    image = torch.arange(3.).view(1, 3, 1, 1).expand(2, 3, 4, 4)  # B, G, R = 0, 1, 2
    for inputs in (image, [image, image]):
        out = model.data_preprocessor(dict(inputs=inputs, data_samples=data_samples(2, 3)))
        out = out['inputs'] if isinstance(inputs, torch.Tensor) else out['inputs'][1]
        assert out[0, :, 0, 0].tolist() == [1., -1., -3.]


def test_a_list_needs_one_entry_per_view():
    with pytest.raises(ValueError, match='model.backbone'):
        DualViewClassifier(backbone=[RESNET] * 3)
