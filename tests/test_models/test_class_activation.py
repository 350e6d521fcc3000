import pytest
import torch
from mmpretrain.registry import MODELS

from mlcr_mm.models.class_activation import class_activation

BACKBONE = dict(type='ResNet', depth=18, base_channels=8, stem_channels=8)
NECK = dict(type='GlobalAveragePooling')
HEADS = dict(
    dual=dict(type='DualViewHead', num_classes=3, in_channels=64),
    gcn=dict(type='GCNHead', num_classes=3, in_channels=64, adjacency=[[1, .5, 0]] * 3),
    single=dict(type='RecognitionHead', num_classes=3, in_channels=64))


def build(head, **changes):
    has_views = head['type'] in ('DualViewHead', 'GCNHead')
    kind = 'DualViewClassifier' if has_views else 'ImageClassifier'
    return MODELS.build({'type': kind, 'backbone': BACKBONE, 'neck': NECK, 'head': head,
                         **changes}).eval()


@pytest.mark.parametrize('kind', HEADS)
def test_mean_over_space_plus_bias_is_the_logit_of_the_model(kind):
    model = build(HEADS[kind])
    if kind == 'gcn':
        model.head.start_graph()
    inputs = torch.randn(4, 3, 64, 64)
    with torch.no_grad():
        views = class_activation(model, inputs)
        expected = model(inputs, mode='tensor')
        feature = model.extract_feat(inputs, stage='backbone')
    expected = expected if kind != 'single' else expected[None]
    features = feature if kind != 'single' else [feature]
    weights = ([model.head.fc.weight] if kind == 'single' else
               [weight[:, :-1] for weight in model.head.classifier_weights()])
    biases = ([model.head.fc.bias] if kind == 'single' else
              [weight[:, -1] for weight in model.head.classifier_weights()])
    assert len(views) == len(expected)
    for view, logits, weight, bias, stages in zip(views, expected, weights, biases, features):
        assert view.maps.shape == (4, 3, 2, 2)
        torch.testing.assert_close(view.maps.mean(dim=(2, 3)) + bias, logits)
        torch.testing.assert_close(view.logits, logits)
        one = sum(weight[1, d] * stages[-1][2, d, 1, 0] for d in range(64))
        torch.testing.assert_close(view.maps[2, 1, 1, 0], one)


@pytest.mark.parametrize('kind', HEADS)
def test_logits_of_a_calibrated_model_are_those_of_its_scores(kind):
    model = build(HEADS[kind])
    if kind == 'gcn':
        model.head.start_graph()
    model.head.logit_shift.normal_()
    inputs = torch.randn(2, 3, 32, 32)
    with torch.no_grad():
        views = class_activation(model, inputs)
        samples = model.predict(inputs)
    for number, view in enumerate(views):
        scores = torch.stack([sample.pred_score if kind == 'single' else sample.view_scores[number]
                              for sample in samples])
        torch.testing.assert_close(view.logits.sigmoid(), scores)


def test_each_view_sees_its_own_images():
    model = build(HEADS['dual'])
    first, second = torch.randn(2, 2, 3, 32, 32)
    with torch.no_grad():
        both = class_activation(model, [first, second])
        expected = class_activation(model, first)[0], class_activation(model, second)[1]
    for found, wanted in zip(both, expected):
        torch.testing.assert_close(found.maps, wanted.maps)


def test_networks_without_exact_maps_are_refused():
    transformer = dict(
        type='VisionTransformer', img_size=32, patch_size=16, out_type='cls_token',
        arch=dict(embed_dims=16, num_layers=1, num_heads=2, feedforward_channels=16))
    head = dict(type='DualViewHead', num_classes=3, in_channels=16)
    images = torch.randn(1, 3, 32, 32)
    with pytest.raises(ValueError, match=r'gives \(1, 16\) and the neck is NoneType'):
        class_activation(build(head, backbone=transformer, neck=None), images)
    pooled = dict(type='GeneralizedMeanPooling')
    with pytest.raises(ValueError, match='GeneralizedMeanPooling'):
        class_activation(build(HEADS['dual'], neck=pooled), images)
    model = build(dict(type='MultiLabelClsHead'))
    with pytest.raises(ValueError, match='MultiLabelClsHead has none'):
        class_activation(model, images)
