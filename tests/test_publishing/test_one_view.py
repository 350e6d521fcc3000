import pytest
import torch

from mlcr_mm.publishing.one_view import take_view

HEAD = dict(type='DualViewHead', num_classes=2, in_channels=[4, 5], loss_multi_view=dict(type='x'))
MODEL = dict(type='DualViewClassifier', backbone=[dict(type='A'), dict(type='B')],
             neck=dict(type='N'), head=HEAD, data_preprocessor=dict(mean=[1., 2., 3.]))


def test_config_and_weights_of_a_view():
    names = ('backbone.{}.conv', 'neck.{}.a', 'head.classifiers.{}.weight',
             'head.classifiers.{}.bias')
    state = {name.format(i): torch.tensor(i) for name in names for i in (0, 1)}
    state['head.logit_shift'] = torch.zeros(2, 2)
    config, weights = take_view(MODEL, state, 2)
    assert config == dict(
        type='ImageClassifier', backbone=dict(type='B'), neck=dict(type='N'),
        head=dict(type='RecognitionHead', in_channels=5, num_classes=2),
        data_preprocessor=dict(mean=[1., 2., 3.]))
    assert weights == {name: 1 for name in
                       ('backbone.conv', 'neck.a', 'head.fc.weight', 'head.fc.bias')}


def test_what_has_no_such_view():
    with pytest.raises(ValueError, match='no view 3: take 1 or 2'):
        take_view(MODEL, {}, 3)
    with pytest.raises(ValueError, match='has one network already: leave --view out'):
        take_view(dict(type='ImageClassifier'), {}, 1)
