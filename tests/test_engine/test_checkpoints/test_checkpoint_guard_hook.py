from types import SimpleNamespace

import pytest
import torch
from mmengine.config import Config
from training_doubles import Loop, model_config

from mlcr_mm.datasets import DemoFaces
from mlcr_mm.engine import CheckpointGuardHook
from mlcr_mm.registry import MODELS

LABELS = ['AU1', 'AU2', 'AU4']


def faces(*names):
    return DemoFaces(num_images=1, lazy_init=True, metainfo=dict(classes=names))


def load(state_dict, train=None, test=None, val=None, resume=False, labels=None, model=None):
    """Load a checkpoint into a runner whose loops have or have not been built."""
    runner = SimpleNamespace(
        model=model or torch.nn.Linear(2, 3), cfg=Config(), _train_loop=train, _test_loop=test,
        _val_loop=val, _resume=resume, _load_from='a.pth',
        train_dataloader=getattr(train, 'dataloader', None))
    checkpoint = dict(state_dict=state_dict, meta=dict(dataset_meta=dict(classes=labels)))
    CheckpointGuardHook().after_load_checkpoint(runner, checkpoint)
    return checkpoint


def test_fitting_checkpoint_passes():
    state_dict = torch.nn.Linear(2, 3).state_dict()
    load(state_dict)
    load(state_dict, test=Loop(faces(*LABELS)), labels=LABELS)
    load(state_dict, test=Loop(faces(*LABELS)))  # it does not say which labels it has
    load(state_dict, Loop(faces(*LABELS)), resume=True, labels=LABELS)


@pytest.mark.parametrize('state_dict, message', [
    (torch.nn.Linear(2, 4).state_dict(), r'weight has shape \(4, 2\), the model \(3, 2\)'),
    (dict(weight=torch.zeros(3, 2)), 'bias is missing'),
    (dict(torch.nn.Linear(2, 3).state_dict(), extra=torch.zeros(1)), 'extra is not in the model'),
])
def test_other_checkpoints_are_refused_in_test_and_resume(state_dict, message):
    with pytest.raises(ValueError, match=f'a.pth.*{message}'):
        load(state_dict, test=Loop())
    with pytest.raises(ValueError, match=message):
        load(state_dict, Loop(), resume=True)


@pytest.mark.parametrize('labels', [['AU2', 'AU1', 'AU4'], ['AU1', 'AU2', 'AU5']])
@pytest.mark.parametrize('loop', ['test', 'val', 'train'])
def test_other_labels_are_refused_in_test_validation_and_resume(labels, loop):
    with pytest.raises(ValueError, match='checkpoint a.pth has the labels .*, the dataset of the'):
        load(torch.nn.Linear(2, 3).state_dict(), resume=loop == 'train', labels=labels,
             **{loop: Loop(faces(*LABELS))})


def test_training_may_start_from_the_weights_of_other_labels():
    model, other = (MODELS.build(model_config()) for _ in range(2))
    checkpoint = load(other.state_dict(), Loop(faces(*LABELS)), model=model,
                      labels=['AU4', 'AU1', 'AU9'])
    new = checkpoint['state_dict']
    assert new.keys() == model.state_dict().keys()
    old = other.head.classifiers[0].weight
    assert torch.equal(new['head.classifiers.0.weight'][[0, 2]], old[[1, 0]])
    assert torch.equal(new['head.classifiers.0.weight'][1], model.head.classifiers[0].weight[1])


def trained(train, val=None, model=None):
    loops = dict(val_loop=None, val_dataloader=None)
    if val is not None:
        loops = dict(val_loop=Loop(), val_dataloader=SimpleNamespace(dataset=val))
    CheckpointGuardHook().before_train(SimpleNamespace(
        model=model or MODELS.build(model_config()),
        train_dataloader=SimpleNamespace(dataset=train), **loops))


def test_parts_and_head_have_the_same_labels():
    trained(faces(*LABELS))
    trained(faces(*LABELS), faces(*LABELS))
    with pytest.raises(ValueError, match='num_classes is 3, the training set has 2 labels'):
        trained(faces('AU1', 'AU2'))
    with pytest.raises(ValueError, match='the training part has .*, the validation part has the '
                       'same ones in another order'):
        trained(faces(*LABELS), faces('AU2', 'AU1', 'AU4'))
