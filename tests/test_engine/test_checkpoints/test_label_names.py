from types import SimpleNamespace

import pytest
from training_doubles import LabeledPart, model_config

from mlcr_mm.datasets import DemoFaces
from mlcr_mm.engine.checkpoints.label_names import (
    check_num_labels,
    check_same_labels,
    labels_of_checkpoint,
    labels_of_loader,
)
from mlcr_mm.labels import EMOTIONET_AUS
from mlcr_mm.registry import MODELS


def test_labels_of_a_checkpoint():
    for meta in (dict(classes=('AU1', 'AU2')), dict(CLASSES=['AU1', 'AU2'])):
        assert labels_of_checkpoint(dict(meta=dict(dataset_meta=meta))) == ['AU1', 'AU2']
    for checkpoint in ({}, dict(meta=None), dict(meta=dict(dataset_meta=None)),
                       dict(meta=dict(dataset_meta={}))):
        assert labels_of_checkpoint(checkpoint) is None


def test_labels_of_a_loader():
    loader = SimpleNamespace(dataset=DemoFaces(num_images=1, lazy_init=True))
    assert labels_of_loader(loader) == list(EMOTIONET_AUS)
    for dataset in (LabeledPart(), [1, 2]):
        assert labels_of_loader(SimpleNamespace(dataset=dataset)) is None


def test_same_labels_in_the_same_order_pass():
    check_same_labels(['AU1', 'AU2'], ('AU1', 'AU2'), 'a', 'b')
    check_same_labels(None, ['AU1'], 'a', 'b')
    check_same_labels(['AU1'], None, 'a', 'b')


@pytest.mark.parametrize('second, what', [
    (['AU2', 'AU1'], 'the same ones in another order'), (['AU1', 'AU4'], 'others'),
    (['AU1'], 'others')])
def test_other_labels_are_refused(second, what):
    with pytest.raises(ValueError, match=rf"part a has the labels \['AU1', 'AU2'\], part b has "
                       rf"{what}, \['.*: figures would stand under wrong names"):
        check_same_labels(['AU1', 'AU2'], second, 'part a', 'part b')


def head_of(**kwargs):
    return SimpleNamespace(head=MODELS.build(model_config(**kwargs)).head)


def test_a_head_fits_the_number_of_labels():
    names = ['a', 'b', 'c']
    loss = dict(type='SelectiveBCELoss', positive_fraction=[.1, .2, .3])
    for model in (head_of(), head_of(loss_recognition=loss), SimpleNamespace(head=None),
                  head_of(loss_recognition=dict(loss, positive_fraction=.4)), SimpleNamespace()):
        check_num_labels(model, names)
        check_num_labels(model, None)
    with pytest.raises(ValueError, match=r'num_classes is 3, the training set has 2 labels, '
                       r"\['a', 'b'\]: write model.head.num_classes=2"):
        check_num_labels(head_of(), names[:2])


def test_numbers_per_label_of_the_losses_fit_too():
    loss = dict(type='SelectiveBCELoss', positive_fraction=[.1, .2])
    with pytest.raises(ValueError, match='model.head.loss_recognition.positive_fraction has 2 '
                       'numbers, the training set has 3 labels: write one number for all, or 3'):
        check_num_labels(head_of(loss_recognition=loss), ['a', 'b', 'c'])
    head = MODELS.build(dict(
        type='PseudoLabelHead', num_classes=3, in_channels=4, loss_pseudo_label=dict(
            type='PseudoLabelLoss', positive_threshold=[.9, .9], negative_threshold=.1)))
    with pytest.raises(ValueError, match='loss_pseudo_label.positive_threshold has 2 numbers'):
        check_num_labels(SimpleNamespace(head=head), ['a', 'b', 'c'])
